package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.NodeScript;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingAnthropic;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingExchange;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Anthropic's own client for Node, pointed at Sluice over both kinds. One script runs all cases; each is judged here.
final class NodeAnthropicIT {
    private static final String CITY = "{\"city\":\"Berlin\"}";
    private static final String CALL = TestingAnthropic.toolUse("toolu_1", "weather", CITY);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream VENDOR = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(
            UPSTREAM,
            TestingConfig.provider("claude", "anthropic", VENDOR.baseUrl(), "models: [claude-a]")
                    + "auth: { api-key: sk-caller }\n"));

    private static @Nullable NodeScript outcomes;

    @BeforeAll
    static void runTheScript() throws IOException {
        assumeTrue(NodeScript.possible(), "node and npm are not installed");
        openAis();
        anthropics();
        outcomes = NodeScript.run("messages.mjs", SLUICE.url());
    }

    private static void openAis() {
        var call = new TestingChat.Call("call_1", "weather", CITY);
        UPSTREAM.answer("plain", TestingAnswers.reply("hi there"));
        UPSTREAM.answer("streamed", TestingStream.ofTokens(3));
        UPSTREAM.answer("tools", TestingAnswers.calls(call));
        UPSTREAM.next("loop", TestingAnswers.calls(call));
        UPSTREAM.answer("loop", TestingAnswers.echo());
        UPSTREAM.answer("agent", TestingAnswers.reply("on it"));
        UPSTREAM.answer("e400", TestingAnswers.error(400, "that was wrong"));
        UPSTREAM.answer("e404", TestingAnswers.error(404, "no such model"));
        UPSTREAM.answer("e429", TestingAnswers.tooMany(1));
        UPSTREAM.answer("e529", TestingAnswers.error(503, "too much"));
        UPSTREAM.answer("broken", TestingAnswers.cutAfter(2));
        UPSTREAM.answer(
                "hung-up", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        UPSTREAM.next("again", TestingAnswers.error(500, "out"));
        UPSTREAM.answer("again", TestingAnswers.reply("at last"));
    }

    private static void anthropics() {
        VENDOR.answer("plain", TestingAnthropic.says("hi there"));
        VENDOR.answer("streamed", TestingAnthropic.says("t0 t1 t2"));
        VENDOR.answer("tools", TestingAnthropic.reply("tool_use", CALL));
        VENDOR.next("loop", TestingAnthropic.reply("tool_use", CALL));
        VENDOR.answer(
                "loop",
                exchange -> TestingAnthropic.says("You said: "
                                + exchange.request()
                                        .json()
                                        .at("/messages/2/content/0/content")
                                        .asText())
                        .answer(exchange));
        VENDOR.answer("agent", TestingAnthropic.says("on it"));
        VENDOR.answer(
                "thinking",
                TestingAnthropic.reply(
                        "end_turn", TestingAnthropic.thinking("Hm.", "sig"), TestingAnthropic.text("So.")));
        VENDOR.answer("e400", TestingAnthropic.refuses(400, "invalid_request_error", "wrong", Map.of()));
        VENDOR.answer("e404", TestingAnthropic.refuses(404, "not_found_error", "model: x", Map.of()));
        VENDOR.answer("e429", TestingAnthropic.refuses(429, "rate_limit_error", "slow", Map.of("Retry-After", "1")));
        VENDOR.answer("e529", TestingAnthropic.refuses(529, "overloaded_error", "Overloaded", Map.of()));
        VENDOR.answer("broken", TestingAnthropic.begins(5, TestingExchange::cut));
        VENDOR.answer("hung-up", TestingAnthropic.begins(4, exchange -> exchange.waitFor(new CountDownLatch(1))));
        VENDOR.next("again", TestingAnthropic.refuses(500, "api_error", "out", Map.of()));
        VENDOR.answer("again", TestingAnthropic.says("at last"));
        VENDOR.answerAt("/v1/messages/count_tokens", TestingAnswers.json("{\"input_tokens\":42}"));
    }

    private static JsonNode outcome(String name) {
        return Objects.requireNonNull(outcomes).outcome(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fake-message   | \"hi there\"",
                "claude-message | \"hi there\"",
                "fake-stream    | \"t0 t1 t2;end_turn;5;3\"",
                "claude-stream  | \"t0 t1 t2;end_turn;3;7\"",
                "fake-tools     | [\"{\\\"city\\\":\\\"Berlin\\\"}\"]",
                "claude-tools   | [\"{\\\"city\\\":\\\"Berlin\\\"}\"]",
                "fake-streamedTools   | [\"{\\\"city\\\":\\\"Berlin\\\"}\"]",
                "claude-streamedTools | [\"{\\\"city\\\":\\\"Berlin\\\"}\"]",
                "fake-toolRunner   | [\"You said: sunny in Berlin\"]",
                "claude-toolRunner | [\"You said: sunny in Berlin\"]",
                "fake-agent      | \"on it\"",
                "claude-agent    | \"on it\"",
                "fake-abort      | \"aborted\"",
                "claude-abort    | \"aborted\"",
                "fake-retries    | \"at last\"",
                "claude-retries  | \"at last\"",
                "claude-thinking | [\"Hm.\",\"So.\"]",
                "claude-countTokens | 42",
                "fake-countTokens   | 6",
                "models | true",
                "model  | \"claude-a\""
            })
    void aCaseSucceeds(String name, String value) {
        assertThat(outcome(name).path("value")).as(outcome(name).toString()).isEqualTo(Json.parse(value));
    }

    @ParameterizedTest
    @CsvSource({
        "fake-badRequest, BadRequestError, 400, invalid_request_error",
        "claude-badRequest, BadRequestError, 400, invalid_request_error",
        "fake-notFound, NotFoundError, 404, not_found_error",
        "claude-notFound, NotFoundError, 404, not_found_error",
        "fake-rateLimit, RateLimitError, 429, rate_limit_error",
        "claude-rateLimit, RateLimitError, 429, rate_limit_error",
        "unauthorized, AuthenticationError, 401, authentication_error",
        "unknownModel, NotFoundError, 404, not_found_error",
        "noLimit, BadRequestError, 400, invalid_request_error"
    })
    void aCaseFailsWithItsClass(String name, String error, int status, String type) {
        assertThat(outcome(name).path("error").asText())
                .as(outcome(name).toString())
                .isEqualTo(error);
        assertThat(outcome(name).path("status").asInt()).isEqualTo(status);
        assertThat(outcome(name).path("type").asText())
                .as(outcome(name).toString())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"fake", "claude"})
    void anOverloadIsOne(String kind) {
        JsonNode overloaded = outcome(kind + "-overloaded");
        assertThat(overloaded.path("status").asInt()).as(overloaded.toString()).isEqualTo(529);
        assertThat(overloaded.path("type").asText()).isEqualTo("overloaded_error");
    }

    @ParameterizedTest
    @CsvSource({"fake", "claude"})
    void aFailureInTheMiddleOfAStreamIsNotMistakenForItsEnd(String kind) {
        assertThat(outcome(kind + "-brokenStream").path("type").asText())
                .as(outcome(kind + "-brokenStream").toString())
                .isEqualTo("api_error");
    }

    @Test
    void whatAnAgentSendsReachesTheVendorUntouched() {
        JsonNode sent = VENDOR.request("agent").json();
        assertThat(sent.at("/system/0/cache_control/type").asText()).isEqualTo("ephemeral");
        assertThat(sent.at("/messages/1/content/0/signature").asText()).isEqualTo("sig");
        assertThat(sent.at("/thinking/budget_tokens").asInt()).isEqualTo(2000);
        assertThat(VENDOR.request("agent").header("anthropic-beta")).contains("interleaved-thinking-2025-05-14");
        JsonNode translated = UPSTREAM.request("agent").json();
        assertThat(translated.at("/messages/0/content").asText()).isEqualTo("You are an agent.\nWork in /tmp.");
        assertThat(translated.toString()).doesNotContain("cache_control");
    }

    @Test
    void hangingUpReachesTheUpstream() {
        outcome("fake-abort");
        for (TestingUpstream upstream : List.of(UPSTREAM, VENDOR)) {
            assertThat(upstream.request("hung-up").closedWithin(Duration.ofSeconds(2)))
                    .isTrue();
        }
    }
}
