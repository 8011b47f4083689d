package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningConsole;
import dev.sluice.testing.RunningServer;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What an operator can do to Sluice with the server's own means: users and roles, settings, log levels, MXBeans.
@EnabledIfSystemProperty(named = "sluice.test.servers", matches = ".+", disabledReason = "run with -Dservers=none")
abstract class ManagementJourney {
    static final String PASSWORD = "pass-word-1";
    private static final String[] KEY = {"Authorization", "Bearer caller-key-1"};
    private static final String FAKE = "type=Provider,context=/ai,name=fake";
    private static final String GATEWAY = "type=Gateway,context=/ai";

    abstract RunningServer server();

    abstract TestingUpstream upstream();

    /// How threads of the server's own factory are called; empty where it has none.
    abstract String managedThreads();

    static String config(TestingUpstream upstream) {
        return TestingConfig.of(
                        upstream,
                        "auth: { api-key: caller-key-1, sso: { trusted-proxies: [127.0.0.1], admin-groups: [ops] } }\n")
                .replace("idle-timeout: 1500ms", "idle-timeout: 20s")
                .replace("first-token-timeout: 1500ms", "first-token-timeout: 20s")
                .replace("request-timeout: 6s", "request-timeout: 60s");
    }

    private HttpResponse<String> models(String... headers) {
        return server().client("/ai").get("/v1/models", headers);
    }

    private HttpResponse<String> as(String user, String password) {
        String pair = user + ":" + password;
        return models(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theServersUsersCallByTheirRoles() {
        for (String user : new String[] {"alice", "carol"}) {
            HttpResponse<String> answer = as(user, PASSWORD);
            assertThat(answer.statusCode()).as(user + answer.body()).isEqualTo(200);
            assertThat(answer.headers().allValues("set-cookie"))
                    .as("no session is left behind")
                    .allMatch(cookie -> cookie.contains("Max-Age=0") || cookie.contains("01-Jan-1970"));
        }
        HttpResponse<String> without = as("bob", PASSWORD);
        assertThat(without.statusCode()).as(without.body()).isEqualTo(403);
        assertThat(Refusals.error(without.body()).path("message").asText())
                .contains("sluice-admin")
                .contains("sluice-user");
    }

    @Test
    void aWrongPasswordIsRefusedWithoutADialog() {
        for (String user : new String[] {"alice", "nobody"}) {
            HttpResponse<String> wrong = as(user, "guessed");
            assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(401);
            assertThat(Refusals.error(wrong.body()).path("message").asText())
                    .isEqualTo("The user name or the password is not known here.");
            assertThat(wrong.headers().firstValue("www-authenticate")).contains("Bearer");
        }
        assertThat(models().statusCode()).isEqualTo(401);
    }

    @Test
    void aTrustedProxyTellsUsersAndAddresses() {
        assertThat(models("X-Forwarded-User", "ann", "X-Forwarded-Groups", "staff;ops")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> page = server().client("/ai")
                .get("/openapi.json", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "ai.example");
        assertThat(Json.parse(page.body()).at("/servers/0/url").asText()).isEqualTo("https://ai.example/ai/");
        HttpResponse<String> prefixed = server().client("/ai")
                .get("/openapi.json", "X-Forwarded-Host", "ai.example", "X-Forwarded-Prefix", "/llm");
        assertThat(Json.parse(prefixed.body()).at("/servers/0/url").asText()).isEqualTo("http://ai.example/llm/");
        assertThat(Json.parse(server().client("/ai").get("/openapi.json").body())
                        .at("/servers/0/url")
                        .asText())
                .isEqualTo("./");
    }

    @Test
    void settingsComeFromTheServersOwnConfiguration() {
        assertThat(server().client("/ai").get("/").body()).contains("FromJndi").contains("FromAProperty");
    }

    @Test
    void theServersLogLevelsHold() throws Exception {
        assertThat(models(KEY).statusCode()).isEqualTo(200);
        try (var console = RunningConsole.of(server().pid())) {
            console.call(GATEWAY, "resume");
        }
        assertThat(Eventually.holds(
                        Duration.ofSeconds(10), () -> server().log().contains("An operator resumes the gateway")))
                .as("what is logged at its usual level")
                .isTrue();
        assertThat(server().log())
                .as("what the server's configuration has turned down")
                .doesNotContain("GET /v1/models status=");
    }

    @Test
    void aConsoleSwitchesAndDrains() throws Exception {
        try (var console = RunningConsole.of(server().pid())) {
            assertThat(console.names())
                    .contains(GATEWAY, "type=Gateway,context=/", FAKE, "type=Provider,context=/,name=fake");
            console.call(FAKE, "disable");
            assertThat(chat("/ai").statusCode()).isEqualTo(503);
            assertThat(chat("").statusCode()).as("the other deployment").isEqualTo(200);
            assertThat(console.read(FAKE, "State")).isEqualTo("off");
            console.call(FAKE, "enable");
            assertThat(chat("/ai").statusCode()).isEqualTo(200);
            console.call(GATEWAY, "drain");
            assertThat(chat("/ai").statusCode()).isEqualTo(503);
            assertThat(server().client("/ai").get("/health/ready").statusCode()).isEqualTo(503);
            console.call(GATEWAY, "resume");
            assertThat(server().client("/ai").get("/health/ready").statusCode()).isEqualTo(200);
            console.call(GATEWAY, "reload");
        }
    }

    private HttpResponse<String> chat(String context) {
        return server().client(context).chat(Json.chat("fake/plain", false), KEY);
    }

    @Test
    void requestsAreServedByTheThreadsThatAreWanted() throws Exception {
        var second = new CountDownLatch(1);
        upstream().answer("held", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(second)));
        try (var console = RunningConsole.of(server().pid());
                TestingEvents events = server().client("/ai").stream(Json.chat("fake/held", true), KEY)) {
            events.next();
            assertThat(console.read(GATEWAY, "OpenStreams")).isEqualTo(1);
            assertThat(console.read(FAKE, "OpenRequests")).isEqualTo(1);
            var threads = console.threadsAt("dev.sluice.http.Serving");
            if (managedThreads().isEmpty()) {
                assertThat(threads)
                        .as("platform threads, while ours are virtual")
                        .isEmpty();
            } else {
                assertThat(threads).anyMatch(name -> name.contains(managedThreads()));
            }
            second.countDown();
            events.rest();
        }
    }
}
