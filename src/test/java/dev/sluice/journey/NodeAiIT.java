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
import dev.sluice.testing.TestingOpenAi;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Vercel's AI SDK, pointed at Sluice in each of its ways to talk. One script runs all cases; each is judged here.
final class NodeAiIT {
    private static final List<String> WAYS = List.of("chat", "response", "compatible", "message");
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
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
        UPSTREAM.endpoint("/audio/speech", TestingAnswers.body(200, "audio/mpeg", "ID3 sound"));
        UPSTREAM.endpoint("/audio/transcriptions", TestingAnswers.json("{\"text\":\"hello\"}"));
        UPSTREAM.answer("plain", TestingAnswers.reply("hi there"));
        UPSTREAM.answer("streamed", TestingStream.ofTokens(5));
        UPSTREAM.answer("tools", TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.answer("vision", TestingAnswers.partsSeen());
        UPSTREAM.answer("form", TestingAnswers.reply("{\"a\":7}"));
        UPSTREAM.answer("thought", new TestingOpenAi().reasoning("hm", "so"));
        UPSTREAM.answer("e429", TestingAnswers.tooMany(1));
        UPSTREAM.answer("broken", TestingAnswers.cutAfter(2));
        for (String way : WAYS) {
            UPSTREAM.answer(
                    way + "-hung-up",
                    TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
            UPSTREAM.next(way + "-agent", TestingAnswers.calls(BERLIN, PARIS));
            UPSTREAM.answer(way + "-agent", TestingAnswers.echo());
            UPSTREAM.next(way + "-streamed-agent", TestingAnswers.calls(BERLIN, PARIS));
            UPSTREAM.answer(way + "-streamed-agent", TestingAnswers.echo());
        }
        outcomes = NodeScript.run("ai.mjs", SLUICE.url());
    }

    private static JsonNode outcome(String name) {
        return Objects.requireNonNull(outcomes).outcome(name);
    }

    private static void says(String name, String value) {
        assertThat(outcome(name).path("value")).as(outcome(name).toString()).isEqualTo(Json.parse(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text    | \"hi there\"",
                "stream  | [\"t0 t1 t2 t3 t4\",\"stop\",5]",
                "tools   | [\"Berlin\",\"Paris\"]",
                "agent   | \"You said: Paris: 20\"",
                "streamedAgent | \"You said: Paris: 20\"",
                "object  | 7",
                "streamedObject | 7",
                "vision  | \"text=what? image_url=data:image/png;base64,iVBORw0KGgo=\"",
                "abort   | \"abort\""
            })
    void aCaseSucceedsInEachWay(String name, String value) {
        WAYS.forEach(way -> says(way + "-" + name, value));
    }

    /// OpenAI's own chats tell no reasoning, so its provider looks for none.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat-reasoning       | [\"so\",\"\"]",
                "response-reasoning   | [\"so\",\"hm\"]",
                "compatible-reasoning | [\"so\",\"hm\"]",
                "message-reasoning    | [\"so\",\"hm\"]",
                "completion    | \"hi there\"",
                "compatibleCompletion | \"hi there\"",
                "embedding     | 4",
                "embeddings    | [4,4]",
                "image         | \"iVBORw0KGgo=\"",
                "compatibleImage | \"iVBORw0KGgo=\"",
                "speech        | \"ID3 sound\"",
                "transcription | \"hello\""
            })
    void aCaseSucceeds(String name, String value) {
        says(name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "response", "compatible", "message"})
    void aCaseFailsInEachWay(String way) {
        assertThat(outcome(way + "-rateLimit").path("status").asInt())
                .as(outcome(way + "-rateLimit").toString())
                .isEqualTo(429);
        assertThat(outcome(way + "-brokenStream").path("error").asText())
                .as(outcome(way + "-brokenStream").toString())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "response", "compatible", "message"})
    void hangingUpReachesTheUpstream(String way) {
        assertThat(UPSTREAM.request(way + "-hung-up").closedWithin(Duration.ofSeconds(2)))
                .isTrue();
    }
}
