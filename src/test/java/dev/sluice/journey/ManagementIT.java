package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningConsole;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The runnable jar behind a proxy, and under an operator's console.
class ManagementIT {
    private static final String[] KEY = {"Authorization", "Bearer k-1"};
    private static final String FAKE = "type=Provider,context=/,name=fake";
    private static final String GATEWAY = "type=Gateway,context=/";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(config(""));

    private RunningConsole console;

    private static String config(String more) {
        return TestingConfig.of(
                        UPSTREAM,
                        "auth: { api-key: k-1, sso: { trusted-proxies: [127.0.0.1/32], admin-groups: [ops] } }\n"
                                + "server: { base-path: /base }\n" + more)
                .replace("idle-timeout: 1500ms", "idle-timeout: 20s");
    }

    @BeforeEach
    void attach() {
        console = RunningConsole.of(SLUICE.pid());
    }

    @AfterEach
    void detach() {
        console.close();
    }

    private static HttpResponse<String> chat(String model) {
        return SLUICE.client().chat(Json.chat(model, false), KEY);
    }

    @Test
    void aProviderThatIsSwitchedOffIsLeftOutAtOnce() throws Exception {
        assertThat(chat("fake/plain").statusCode()).isEqualTo(200);
        console.call(FAKE, "disable");
        try {
            HttpResponse<String> pinned = chat("fake/plain");
            assertThat(pinned.statusCode()).isEqualTo(503);
            assertThat(pinned.body()).contains("switched off");
            assertThat(SLUICE.client().get("/v1/models", KEY).body()).doesNotContain("gpt-fake");
            Files.writeString(SLUICE.file(), config("docs: { title: Reloaded }\n"));
            console.call(GATEWAY, "reload");
            assertThat(SLUICE.client().get("/").body()).contains("Reloaded");
            assertThat(console.read(FAKE, "Enabled")).as("after a reload").isEqualTo(false);
            assertThat(chat("fake/plain").statusCode()).isEqualTo(503);
        } finally {
            console.call(FAKE, "enable");
        }
        assertThat(chat("fake/plain").statusCode()).isEqualTo(200);
        assertThat(SLUICE.client().get("/v1/models", KEY).body()).contains("gpt-fake");
    }

    @Test
    void whatIsUnderWayWhenDrainingGoesOnToItsEnd() throws Exception {
        var second = new CountDownLatch(1);
        UPSTREAM.answer("drained", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(second)));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/drained", true), KEY)) {
            events.next();
            console.call(GATEWAY, "drain");
            assertThat(console.read(GATEWAY, "State")).isEqualTo("draining");
            assertThat(console.read(GATEWAY, "OpenStreams")).isEqualTo(1);
            assertThat(console.call(FAKE, "drain")).isEqualTo(1);
            assertThat(console.read(FAKE, "State")).isEqualTo("draining");
            HttpResponse<String> refused = chat("fake/plain");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).contains("5");
            assertThat(refused.body()).contains("drained");
            assertThat(SLUICE.client().get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(SLUICE.client().get("/health/live").statusCode()).isEqualTo(200);
            second.countDown();
            assertThat(events.rest()).endsWith("[DONE]");
            assertThat(Eventually.holds(
                            Duration.ofSeconds(5),
                            () -> console.read(FAKE, "State").equals("off")))
                    .isTrue();
        } finally {
            console.call(FAKE, "enable");
            console.call(GATEWAY, "resume");
        }
        assertThat(SLUICE.client().get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(chat("fake/plain").statusCode()).isEqualTo(200);
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedInWords() throws Exception {
        String good = Files.readString(SLUICE.file());
        Files.writeString(SLUICE.file(), good + "nonsense: 1\n");
        try {
            assertThatThrownBy(() -> console.call(GATEWAY, "reload")).hasStackTraceContaining("nonsense: unknown key");
            assertThat(console.read(GATEWAY, "ConfigurationProblem")).asString().contains("nonsense");
        } finally {
            Files.writeString(SLUICE.file(), good);
            console.call(GATEWAY, "reload");
        }
        assertThat(console.read(GATEWAY, "ConfigurationProblem")).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({
        "ann,   staff,     200",
        "'',    ops,       401",
    })
    void aTrustedProxyTellsWhoCalls(String user, String groups, int status) {
        HttpResponse<String> answer =
                SLUICE.client().get("/v1/models", "X-Forwarded-User", user, "X-Forwarded-Groups", groups);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void aPasswordThatNobodyKnowsIsRefused() {
        String[] basic = {"Authorization", "Basic YW5uOmd1ZXNzZWQ="};
        HttpResponse<String> wrong = SLUICE.client().get("/v1/models", basic);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("The user name or the password is not known here.");
        assertThat(SLUICE.client()
                        .get("/v1/models", basic[0], basic[1], "x-api-key", "k-1")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsToldIsInTheLogWithTheAddress() {
        SLUICE.client().get("/v1/models", "X-Forwarded-User", "ann", "X-Forwarded-For", "6.6.6.6, 203.0.113.9");
        assertThat(Eventually.holds(Duration.ofSeconds(5), () -> SLUICE.log().contains(" from=203.0.113.9 ")))
                .isTrue();
        assertThat(SLUICE.log()).contains(" caller=ann ");
    }

    @ParameterizedTest
    @CsvSource({
        // path, prefix told -> root in the description of the API
        "/openapi.json,       ,      https://ai.example:8443/",
        "/base/openapi.json,  ,      https://ai.example:8443/base/",
        "/openapi.json,       /llm,  https://ai.example:8443/llm/",
        "/base/openapi.json,  /base, https://ai.example:8443/base/",
    })
    void linksLeadToWhereTheProxyIs(String path, String prefix, String root) {
        String[] headers = {
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "ai.example",
            "X-Forwarded-Port",
            "8443",
            "X-Forwarded-Prefix",
            prefix == null ? "" : prefix
        };
        assertThat(Json.parse(SLUICE.client().get(path, headers).body())
                        .at("/servers/0/url")
                        .asText())
                .isEqualTo(root);
    }

    @Test
    void thePublicAddressGoesBeforeAll() throws Exception {
        String good = Files.readString(SLUICE.file());
        Files.writeString(
                SLUICE.file(),
                good.replace("base-path: /base", "base-path: /base, public-url: 'https://pub.example/x/'"));
        try {
            console.call(GATEWAY, "reload");
            assertThat(SLUICE.client()
                            .get("/openapi.json", "X-Forwarded-Host", "ai.example")
                            .body())
                    .contains("\"url\":\"https://pub.example/x/\"");
            assertThat(SLUICE.client().get("/").body()).contains("data-public=\"https://pub.example/x/\"");
        } finally {
            Files.writeString(SLUICE.file(), good);
            console.call(GATEWAY, "reload");
        }
    }
}
