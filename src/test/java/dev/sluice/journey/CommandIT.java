package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingUpstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Starting, and what an operator is told when that cannot be.
final class CommandIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    private static RunningSluice ended(String yaml, int status, String... arguments) {
        try (RunningSluice sluice = RunningSluice.launch(yaml, Map.of(), arguments)) {
            assertThat(sluice.ending() == 0).as(sluice.log()).isEqualTo(status == 0);
            return sluice;
        }
    }

    @Test
    void helpAndVersionAreToldWithoutServing() {
        assertThat(ended("{}", 0, "--help").log()).contains("--port", "--config", "--base-path");
        assertThat(ended("{}", 0, "--version").log()).containsPattern("\\d+\\.\\d+");
    }

    @Test
    void anUnknownOptionIsRefusedByName() {
        assertThat(ended("{}", 1, "--prot", "1").log()).contains("--prot").doesNotContain("\tat ");
    }

    @Test
    void anUnknownKeyIsRefusedWithItsPathItsLineAndTheNearestName() {
        String log = ended("server:\n  port: 8000\n  base-pth: /x\n", 1).log();
        assertThat(log).contains("server.base-pth", "base-path", "3").doesNotContain("\tat ");
    }

    @Test
    void aValueOutOfRangeIsRefusedWithItsPath() {
        assertThat(ended("limits: { tries-per-provider: 9 }\n", 1).log()).contains("limits.tries-per-provider");
        assertThat(ended("limits: { idle-timeout: soon }\n", 1).log()).contains("limits.idle-timeout");
    }

    @Test
    void theEnvironmentIsAboveTheFileAndTheCommandLineAboveBoth() {
        Map<String, String> environment = Map.of(
                "SLUICE_PROVIDERS_FAKE_BASE_URL", UPSTREAM.baseUrl(),
                "SLUICE_BASE_PATH_IS_NO_KEY", "x",
                "SLUICE_SERVER_BASE_PATH", "/from-environment");
        String yaml =
                "providers: { fake: { kind: openai, base-url: \"http://127.0.0.1:9/v1\", models: [gpt-fake] } }\n";
        try (RunningSluice sluice = RunningSluice.with(yaml, environment, "--base-path", "/api/v1")) {
            var response = sluice.client().post("/api/v1/v1/chat/completions", Json.chat("gpt-fake", false));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            var shorter = sluice.client().post("/api/v1/chat/completions", Json.chat("gpt-fake", false));
            assertThat(shorter.statusCode()).as(shorter.body()).isEqualTo(200);
            Refusals.refused(sluice.client().get("/from-environment/v1/models"), 404, "not_found");
            assertThat(sluice.log()).contains("SLUICE_BASE_PATH_IS_NO_KEY");
        }
    }

    @Test
    void aDefaultModelThatNobodyServesIsToldAtTheStart() {
        try (RunningSluice sluice = RunningSluice.with(
                TestingConfig.of(UPSTREAM, "defaults: { speech-model: fake/any }\n"), Map.of(), "--model", "gone")) {
            assertThat(dev.sluice.testing.Eventually.holds(
                            java.time.Duration.ofSeconds(5),
                            () -> sluice.log().contains("defaults.model: no provider serves 'gone'")))
                    .isTrue();
            assertThat(sluice.log()).doesNotContain("speech-model");
            Refusals.refused(
                    sluice.client().chat("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"),
                    404,
                    "model_not_found");
        }
    }

    @Test
    void whatComesLaterIsKnownNow() {
        String yaml = TestingConfig.of(
                UPSTREAM, "media: { expiry: 7d }\ncluster: { redis: \"\" }\ncache: { enabled: true }\n");
        try (RunningSluice sluice = RunningSluice.with(yaml)) {
            assertThat(sluice.client().get("/v1/models").statusCode()).isEqualTo(200);
            assertThat(sluice.log()).contains("cache", "not in this version");
        }
    }

    @Test
    void onAFreshMachineTheGuideAnswers() {
        try (RunningSluice sluice = RunningSluice.with("{}\n")) {
            String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"How do I add a provider?\"}]}";
            var answer = sluice.client().chat(body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode whole = Json.parse(answer.body());
            assertThat(whole.path("provider").asText()).isEqualTo("guide");
            assertThat(whole.at("/choices/0/message/content").asText())
                    .containsIgnoringCase("provider")
                    .containsIgnoringCase("not a language model");
            try (TestingEvents events = sluice.client().stream(body.replaceFirst("\\{", "{\"stream\":true,"))) {
                List<String> data = events.rest();
                assertThat(data).hasSizeGreaterThan(3).endsWith("[DONE]");
                assertThat(TestingEvents.text(data)).containsIgnoringCase("provider");
            }
            assertThat(sluice.client().get("/v1/models").body()).contains("guide/sluice");
        }
    }

    @Test
    void theAccessLogTellsEachCallInOneLine() {
        try (RunningSluice sluice = RunningSluice.with(TestingConfig.of(UPSTREAM, ""))) {
            sluice.client().chat(Json.chat("fake/logged", false), "x-request-id", "log-me-1");
            assertThat(dev.sluice.testing.Eventually.holds(
                            java.time.Duration.ofSeconds(5), () -> sluice.log().contains("log-me-1")))
                    .isTrue();
            String line = sluice.log()
                    .lines()
                    .filter(one -> one.contains("log-me-1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line).contains("fake", "logged", "200").doesNotContain("hello");
        }
    }
}
