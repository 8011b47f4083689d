package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.JvmLook;
import dev.sluice.testing.RunningServer;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.ServerOperator;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingClient;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingExchange;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Twenty hot redeployments with requests under way at each: what becomes of the requests, and what is left of the
/// deployments that are gone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "sluice.test.servers", matches = ".+", disabledReason = "run with -Dservers=none")
abstract class RedeployJourney {
    private static final int TIMES = 20;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CHAT = "/ai/v1/chat/completions";
    private static final String[] CLOSE = {"Connection", "close"};

    private final List<Ended> ended = new ArrayList<>();
    private Set<String> librariesBefore = Set.of();
    private int logBefore;

    abstract RunningServer server();

    abstract TestingUpstream upstream();

    /// How many deployments the threads of the server's own pool may keep until they run again or end.
    int keptByTheServer() {
        return 0;
    }

    /// Whether the server complains of what it did itself.
    boolean complainsOfItself(String line) {
        return false;
    }

    /// A request that was under way, and all that its caller received.
    private record Ended(String model, String answer, boolean upstreamToldSo) {}

    private record UnderWay(String model, TestingSocket socket, TestingRequest request, String begun) {}

    @BeforeAll
    void redeploy() throws IOException {
        upstream().answer("talks", RedeployJourney::talk);
        upstream().answer("stalls", TestingAnswers.stallAfter(1));
        upstream().answer("silent", TestingAnswers.silence());
        serveSomethingElse();
        try (ServerOperator operator = server().operator()) {
            Path war = RunningSluice.jar().resolveSibling(operator.war());
            deploy(operator, war);
            librariesBefore = look().nativeLibraries();
            logBefore = server().log().length();
            long started = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                List<UnderWay> underWay = List.of(
                        begin("talks", true), begin("stalls", true), begin("silent", true), begin("silent", false));
                deploy(operator, war);
                underWay.forEach(one -> ended.add(end(one)));
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started) / TIMES;
            System.out.println(getClass().getSimpleName() + ": a redeployment took " + millis + " ms, the server holds "
                    + look().residentMegabytes() + " MB");
        }
    }

    /// Nothing in it ends a request by itself.
    static String config(TestingUpstream upstream) {
        return TestingConfig.of(upstream, "")
                .replace("first-token-timeout: 1500ms", "first-token-timeout: 90s")
                .replace("idle-timeout: 1500ms", "idle-timeout: 90s")
                .replace("request-timeout: 6s", "request-timeout: 90s");
    }

    /// What a server makes once for all its life, it is not to make while Sluice is on the stack: Grizzly's exception
    /// for closed connections remembers where it was made.
    private void serveSomethingElse() {
        try (TestingSocket socket = TestingSocket.to(server().url())) {
            socket.send("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .rest();
        }
    }

    private JvmLook look() {
        return new JvmLook(server().pid());
    }

    private void deploy(ServerOperator operator, Path war) throws IOException {
        operator.deploy(war);
        TestingClient client = server().client("/ai");
        assertThat(Eventually.holds(SOON, () -> client.get("/health/ready").statusCode() == 200))
                .isTrue();
        assertThat(client.chat(Json.chat("fake/plain", false)).body()).contains("You said: hello");
    }

    private UnderWay begin(String model, boolean stream) {
        TestingSocket socket = TestingSocket.to(server().url());
        socket.post(CHAT, Json.chat("fake/" + model, stream), CLOSE);
        TestingRequest request = upstream().awaitRequest(model);
        return new UnderWay(model, socket, request, model.equals("silent") ? "" : socket.some());
    }

    private Ended end(UnderWay one) {
        try (TestingSocket socket = one.socket()) {
            return new Ended(
                    one.model(), one.begun() + rest(socket), one.request().closedWithin(SOON));
        }
    }

    private static String rest(TestingSocket socket) {
        var rest = new StringBuilder();
        try {
            for (String some = socket.some(); !some.isEmpty(); some = socket.some()) {
                rest.append(some);
            }
            return rest.toString();
        } catch (UncheckedIOException e) {
            return rest.append(" and then: ").append(e.getMessage()).toString();
        }
    }

    /// Says something all the time, until the other side goes.
    private static void talk(TestingExchange exchange) throws IOException {
        exchange.head(200, Map.of("Content-Type", "text/event-stream", "Transfer-Encoding", "chunked"));
        byte[] event = ("data: " + TestingChat.piece("talks", "x") + "\n\n").getBytes(StandardCharsets.UTF_8);
        while (exchange.request().closed().getCount() > 0) {
            exchange.chunk(event);
            exchange.pause(Duration.ofMillis(20));
        }
    }

    @Test
    void aStreamUnderWayEndsWithAnErrorEvent() {
        assertThat(ended)
                .filteredOn(one -> !one.model().equals("silent"))
                .hasSize(2 * TIMES)
                .allSatisfy(one -> assertThat(one.answer())
                        .startsWith("HTTP/1.1 200")
                        .contains("data: {\"error\":", "is being stopped")
                        .doesNotContain("[DONE]", "and then"));
    }

    @Test
    void aRequestThatWaitsForItsAnswerIsToldToComeAgain() {
        assertThat(ended)
                .filteredOn(one -> one.model().equals("silent"))
                .hasSize(2 * TIMES)
                .allSatisfy(one ->
                        assertThat(one.answer()).startsWith("HTTP/1.1 503").contains("is being stopped"));
    }

    @Test
    void theUpstreamIsToldThatNobodyWaitsAnyMore() {
        assertThat(ended).hasSize(4 * TIMES).allMatch(Ended::upstreamToldSo);
    }

    @Test
    void noThreadOfAnEarlierDeploymentIsLeft() {
        List<String> threads = look().threadsOfSluice();
        assertThat(threads).filteredOn(one -> one.startsWith("sluice-clock")).hasSize(1);
        assertThat(threads)
                .filteredOn(one -> one.startsWith("sluice-configuration"))
                .hasSize(1);
        assertThat(threads)
                .filteredOn(one -> one.startsWith("upstream-watchdog"))
                .hasSizeLessThanOrEqualTo(1);
        // the data store of the one deployment that is left has some of its own
        assertThat(threads).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void noClassLoaderOfAnEarlierDeploymentIsLeft() {
        JvmLook look = look();
        assertThat(Eventually.holds(SOON, () -> look.loadersOf("dev.sluice.app.Boot") <= 1 + keptByTheServer()))
                .as("still loaded: " + look.loadersOf("dev.sluice.app.Boot"))
                .isTrue();
    }

    @Test
    void noNativeLibraryWasLoaded() {
        assertThat(look().nativeLibraries()).isEqualTo(librariesBefore);
    }

    @Test
    void theServerSawNothingToComplainOf() {
        List<String> complaints = server().log()
                .substring(logBefore)
                .lines()
                .filter(line -> line.matches(".*(SEVERE|WARNING|WARN |ERROR|Exception|WELD-0007|\\tat ).*"))
                .filter(line -> !complainsOfItself(line))
                .toList();
        assertThat(complaints).isEmpty();
    }
}
