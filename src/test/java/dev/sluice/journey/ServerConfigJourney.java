package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RecipeServer;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `server-config/` promises for each application server, on a fresh one that was set up by its recipe.
@EnabledIfSystemProperty(named = "sluice.test.servers", matches = ".+", disabledReason = "run with -Dservers=none")
abstract class ServerConfigJourney {
    abstract RecipeServer server();

    abstract TestingUpstream upstream();

    /// Whether its file lets the server compress pages.
    boolean compressesPages() {
        return true;
    }

    static String config(TestingUpstream upstream) {
        return TestingConfig.of(upstream, "").replace("request-timeout: 6s", "request-timeout: 30s");
    }

    private HttpResponse<String> chat(String body, String... headers) {
        return server().client().chat(body, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake%2Fgpt-fake", "fake/gpt-fake", "fake%2fgpt-fake"})
    void aModelIdMayHaveAnEncodedSlash(String id) {
        HttpResponse<String> answer = server().client().get("/v1/models/" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("id").asText()).isEqualTo("fake/gpt-fake");
    }

    @Test
    void anEventStreamIsNeitherCompressedNorHeldBack() {
        var second = new CountDownLatch(1);
        upstream().answer("held", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(second)));
        try (TestingEvents events =
                server().client().stream(Json.chat("fake/held", true), "Accept-Encoding", "gzip, deflate, br")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("content-encoding")).isEmpty();
            events.next();
            assertThat(Json.parse(events.next()).at("/choices/0/delta/content").asText())
                    .isEqualTo("t0");
            second.countDown();
            assertThat(TestingEvents.text(events.rest())).isEqualTo(" t1 t2");
        }
    }

    @Test
    void pagesAreCompressedWhereTheServerCanAndAnswersAreNot() {
        HttpResponse<String> page = server().client().get("/", "Accept-Encoding", "gzip");
        assertThat(page.headers().firstValue("content-encoding"))
                .isEqualTo(compressesPages() ? Optional.of("gzip") : Optional.empty());
        upstream().answer("long", TestingAnswers.reply("a long answer ".repeat(2000)));
        HttpResponse<String> answer = chat(Json.chat("fake/long", false), "Accept-Encoding", "gzip");
        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        assertThat(answer.body()).contains("a long answer a long answer");
    }

    @Test
    void aBodyIsTakenUpToTheLimitOfTheConfigurationAndRefusedInJsonAboveIt() {
        assertThat(chat(bodyOf(9_000_000)).statusCode()).isEqualTo(200);
        HttpResponse<String> large = chat(bodyOf(12_000_000));
        assertThat(large.statusCode()).isEqualTo(413);
        Refusals.error(large.body());
    }

    @Test
    void anUploadMayBeLargerThanAnyOtherBody() {
        upstream()
                .endpoint(
                        "/audio/transcriptions",
                        exchange -> TestingAnswers.json("{\"text\":\""
                                        + exchange.request().field("file").length() + "\"}")
                                .answer(exchange));
        HttpResponse<String> answer = new TestingForm()
                .field("model", "fake/writer")
                .file("file", "a.wav", "audio/wav", new byte[12_000_000])
                .post(server().client(), "/v1/audio/transcriptions");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("text").asText()).isEqualTo("12000000");
    }

    private static String bodyOf(int size) {
        return "{\"model\": \"fake/plain\", \"messages\": [{\"role\": \"system\", \"content\": \"" + "x".repeat(size)
                + "\"}, {\"role\": \"user\", \"content\": \"hello\"}]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sluice/", "/sluice/v1/models", "/sluice/v1/nothing", "/nothing", "/sluice/WEB-INF/"})
    void noBannerTellsWhichServerItIs(String path) {
        HttpResponse<String> answer = server().root().get(path);
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        if (path.startsWith("/sluice/") && !path.endsWith("/WEB-INF/")) {
            assertThat(answer.body())
                    .doesNotContainIgnoringCase("tomcat", "wildfly", "undertow", "payara", "glassfish");
        }
    }

    @Test
    void theServersOwnLogHasTheRequests() {
        String id = "log-" + server().management();
        server().client().get("/v1/models", "x-request-id", id);
        // a server may put the category and the message into lines of their own
        var entry = Pattern.compile("dev\\.sluice.{0,400}" + id, Pattern.DOTALL);
        assertThat(Eventually.holds(
                        Duration.ofSeconds(10),
                        () -> entry.matcher(server().log()).find()))
                .as(server().log())
                .isTrue();
    }

    /// A caller that hangs up makes a line at the level DEBUG; it is there when the level is lowered, and only then.
    void theLevelOfTheLogIsSetThere(Runnable lowered, Runnable raised) {
        // a console may answer before its server has heard
        try {
            lowered.run();
            assertThat(Eventually.holds(Duration.ofSeconds(30), this::aCallerThatHangsUpIsTold))
                    .as("lowered")
                    .isTrue();
        } finally {
            raised.run();
        }
        assertThat(Eventually.holds(Duration.ofSeconds(10), this::nobodyTellsOfACallerThatHangsUp))
                .as("raised")
                .isTrue();
    }

    private boolean aCallerThatHangsUpIsTold() {
        long before = goneCallers();
        hangUp();
        return Eventually.holds(Duration.ofSeconds(5), () -> goneCallers() > before);
    }

    private boolean nobodyTellsOfACallerThatHangsUp() {
        long before = goneCallers();
        hangUp();
        theServersOwnLogHasTheRequests();
        return goneCallers() == before;
    }

    private long goneCallers() {
        return server().log()
                .lines()
                .filter(line -> line.contains("a caller has gone before its answer"))
                .count();
    }

    private void hangUp() {
        upstream().answer("left", TestingAnswers.silence());
        TestingRequest request;
        try (var socket = TestingSocket.to(server().url())) {
            socket.post("/sluice/v1/chat/completions", Json.chat("fake/left", false));
            request = upstream().awaitRequest("left");
        }
        assertThat(request.closedWithin(Duration.ofSeconds(5))).isTrue();
    }

    /// Keeps a file in the data source, has Sluice deployed anew, and reads the file from there.
    void filesLieIn(String dataSource, Runnable redeploy) {
        redeploy.run();
        HttpResponse<String> kept = new TestingForm()
                .field("purpose", "user_data")
                .file("file", "a.txt", "x".repeat(500_000))
                .post(server().client(), "/v1/files");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        redeploy.run();
        String path = "/v1/files/" + Json.parse(kept.body()).path("id").asText() + "/content";
        assertThat(server().client().get(path).body()).isEqualTo("x".repeat(500_000));
        assertThat(server().log()).contains("The data store is open: the data source " + dataSource);
    }
}
