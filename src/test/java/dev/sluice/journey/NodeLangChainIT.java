package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.NodeScript;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// LangChain's classes for OpenAI, pointed at Sluice. One script runs all cases; each is judged here.
final class NodeLangChainIT {
    private static final TestingChat.Call BERLIN = new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}");
    private static final TestingChat.Call PARIS = new TestingChat.Call("call_2", "weather", "{\"city\":\"Paris\"}");

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller }\n"));

    private static @Nullable NodeScript outcomes;

    @BeforeAll
    static void runTheScript() throws IOException {
        assumeTrue(NodeScript.possible(), "node and npm are not installed");
        UPSTREAM.endpoint("/embeddings", TestingEndpoints.embeddings());
        UPSTREAM.answer("streamed", TestingStream.ofTokens(5));
        UPSTREAM.answer("tools", TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.answer("vision", TestingAnswers.partsSeen());
        UPSTREAM.answer("form", TestingAnswers.reply("{\"a\":7}"));
        UPSTREAM.answer("form-call", TestingAnswers.calls(new TestingChat.Call("call_1", "form", "{\"a\":7}")));
        UPSTREAM.answer("e400", TestingAnswers.error(400, "that was wrong"));
        UPSTREAM.answer("e429", TestingAnswers.tooMany(1));
        UPSTREAM.answer("broken", TestingAnswers.cutAfter(2));
        UPSTREAM.answer(
                "hung-up", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        UPSTREAM.next("agent", TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.next("response-agent", TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.next("again", TestingAnswers.error(500, "out"));
        outcomes = NodeScript.run("langchain.mjs", SLUICE.url());
    }

    private static JsonNode outcome(String name) {
        return Objects.requireNonNull(outcomes).outcome(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat    | \"You said: hello\"",
                "usage   | 5",
                "batch   | [\"You said: one\",\"You said: two\"]",
                "stream  | [\"t0 t1 t2 t3 t4\",5]",
                "parallelTools | [\"Berlin\",\"Paris\"]",
                "streamedTools | [\"Berlin\",\"Paris\"]",
                "agent   | \"You said: Paris: 20\"",
                "structured | 7",
                "structuredByTool | 7",
                "jsonMode | 7",
                "vision  | \"text=what? image_url=data:image/png;base64,iVBORw0KGgo=\"",
                "history | \"You said: sunny\"",
                "response | \"You said: hello\"",
                "responseStream | [\"t0 t1 t2 t3 t4\",5]",
                "responseAgent | \"You said: Paris: 20\"",
                "responseStructured | 7",
                "completion | \"You said: hello\"",
                "completionStream | \"You said: hello\"",
                "embeddings | [4,4]",
                "query   | 2",
                "retries | \"You said: hello\""
            })
    void aCaseSucceeds(String name, String value) {
        assertThat(outcome(name).path("value")).as(outcome(name).toString()).isEqualTo(Json.parse(value));
    }

    @ParameterizedTest
    @CsvSource({"rateLimit, 429", "badRequest, 400", "unauthorized, 401"})
    void aCaseFailsWithItsStatus(String name, int status) {
        assertThat(outcome(name).path("status").asInt())
                .as(outcome(name).toString())
                .isEqualTo(status);
    }

    @Test
    void aFailureInTheMiddleOfAStreamIsNotMistakenForItsEnd() {
        assertThat(outcome("brokenStream").path("error").asText())
                .as(outcome("brokenStream").toString())
                .isNotEmpty();
    }

    @Test
    void hangingUpReachesTheUpstream() {
        assertThat(outcome("abort").path("error").asText())
                .as(outcome("abort").toString())
                .isNotEmpty();
        assertThat(UPSTREAM.request("hung-up").closedWithin(Duration.ofSeconds(2)))
                .isTrue();
    }
}
