package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RecipeServer;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
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
        upstream().answer("long", dev.sluice.testing.TestingAnswers.reply("a long answer ".repeat(2000)));
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
}
