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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
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
    private final AtomicLong flooded = new AtomicLong();
    private Map<String, Long> threadsOfOne = Map.of();
    private int logBefore;
    private Duration pastTheStalled = Duration.ZERO;
    private boolean floodEnded;

    abstract RunningServer server();

    abstract TestingUpstream upstream();

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
        upstream().answer("floods", this::flood);
        try (ServerOperator operator = server().operator()) {
            Path war = RunningSluice.jar().resolveSibling(operator.war());
            deploy(operator, war);
            threadsOfOne = settledThreads();
            librariesBefore = look().nativeLibraries();
            logBefore = server().log().length();
            long started = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                List<UnderWay> underWay = List.of(
                        begin("talks", true), begin("stalls", true), begin("silent", true), begin("silent", false));
                deploy(operator, war);
                underWay.forEach(one -> ended.add(end(one)));
            }
            long redeployed = System.nanoTime();
            redeployBesideOneWhoDoesNotRead(operator, war);
            long millis = TimeUnit.NANOSECONDS.toMillis(redeployed - started) / TIMES;
            System.out.println(getClass().getSimpleName() + ": a redeployment took " + millis
                    + " ms, one beside a caller who does not read " + pastTheStalled.toMillis()
                    + " ms, the server holds " + look().residentMegabytes() + " MB");
        }
    }

    /// Nothing in it ends a request by itself.
    static String config(TestingUpstream upstream) {
        return TestingConfig.of(upstream, "")
                .replace("first-token-timeout: 1500ms", "first-token-timeout: 90s")
                .replace("idle-timeout: 1500ms", "idle-timeout: 90s")
                .replace("request-timeout: 6s", "request-timeout: 90s");
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

    /// The server's write waits for a caller who asked for a stream and reads nothing of it.
    private void redeployBesideOneWhoDoesNotRead(ServerOperator operator, Path war) throws IOException {
        try (TestingSocket stalled = TestingSocket.to(server().url())) {
            stalled.post(CHAT, Json.chat("fake/floods", true), CLOSE);
            TestingRequest request = upstream().awaitRequest("floods");
            assertThat(Eventually.holds(SOON, this::nothingGoesOn)).isTrue();
            long before = System.nanoTime();
            operator.deploy(war);
            pastTheStalled = Duration.ofNanos(System.nanoTime() - before);
            floodEnded = request.closedWithin(SOON);
        }
        deploy(operator, war);
    }

    private boolean nothingGoesOn() {
        long before = flooded.get();
        return before > 0 && !Eventually.holds(Duration.ofSeconds(1), () -> flooded.get() > before);
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

    /// Says more than all buffers on the way hold.
    private void flood(TestingExchange exchange) throws IOException {
        exchange.head(200, Map.of("Content-Type", "text/event-stream", "Transfer-Encoding", "chunked"));
        byte[] event =
                ("data: " + TestingChat.piece("floods", "x".repeat(60_000)) + "\n\n").getBytes(StandardCharsets.UTF_8);
        while (exchange.request().closed().getCount() > 0) {
            exchange.chunk(event);
            flooded.incrementAndGet();
        }
    }

    @Test
    void aCallerWhoDoesNotReadHoldsNoUndeploymentUp() {
        assertThat(pastTheStalled).isLessThan(Duration.ofSeconds(30));
        assertThat(floodEnded).as("its upstream was told").isTrue();
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
        assertThat(threadsOfOne).containsKeys("sluice-clock", "sluice-configuration", "sluice-store");
        assertThat(Eventually.holds(SOON, () -> moreThanOneStarts().isEmpty()))
                .as("after one deployment: %s, more now: %s", threadsOfOne, moreThanOneStarts())
                .isTrue();
    }

    private Map<String, Long> moreThanOneStarts() {
        Map<String, Long> threads = threads();
        threads.entrySet().removeIf(one -> one.getValue() <= threadsOfOne.getOrDefault(one.getKey(), 0L));
        return threads;
    }

    /// The threads that stay, when the data store has been opened.
    private Map<String, Long> settledThreads() {
        assertThat(Eventually.holds(
                        SOON,
                        () -> threads().containsKey("sluice-store")
                                && !threads().containsKey("sluice-store-opening")))
                .isTrue();
        return threads();
    }

    /// How many threads there are of each name, without the numbers.
    private Map<String, Long> threads() {
        return look().threadsOfSluice().stream()
                .collect(Collectors.groupingBy(
                        one -> one.substring(0, one.indexOf(' ')).replaceAll("-\\d+$", ""),
                        TreeMap::new,
                        Collectors.counting()));
    }

    @Test
    void noClassLoaderOfAnEarlierDeploymentIsLeft() {
        JvmLook look = look();
        assertThat(Eventually.holds(SOON, () -> look.loadersOf("dev.sluice.app.Boot") <= 1))
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
