package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingResponses;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The faults that upstreams have, as callers of responses meet them.
final class ResponseFaultsIT {
    private static final String LONG = "This model's maximum context length is 8192 tokens.";

    private static final Map<String, TestingAnswer> FAULTS = Map.of(
            "limited",
            TestingAnswers.tooMany(17),
            "busy",
            TestingAnswers.error(429, "busy"),
            "broken",
            TestingAnswers.error(500, "oops"),
            "down",
            TestingAnswers.error(503, "down"),
            "reset",
            TestingAnswers.reset(),
            "silent",
            TestingAnswers.silence(),
            "long",
            TestingAnswers.error(400, LONG, "context_length_exceeded", Map.of()),
            "prefill",
            TestingAnswers.error(422, "the last message must not be the assistant's"),
            "nonsense",
            TestingAnswers.json("{\"object\":\"nothing\"}"),
            "garbled",
            TestingAnswers.json("{\"id\":"));

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    /// From here on it is known that the upstream has chats alone.
    @BeforeAll
    static void learn() {
        FAULTS.forEach(UPSTREAM::answer);
        assertThat(ask("gpt-fake", false).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> ask(String model, boolean stream) {
        String body = Json.write(Map.of("model", "fake/" + model, "input", "hello", "stream", stream));
        return SLUICE.client().post("/v1/responses", body);
    }

    private static List<TestingResponses.Event> events(String model) {
        return TestingResponses.parse(ask(model, true).body());
    }

    private static void failedAfter(String model, String text, String code) {
        List<TestingResponses.Event> events = events(model);
        JsonNode failed = events.get(events.size() - 2).json();
        assertThat(failed.path("type").asText()).isEqualTo("response.failed");
        assertThat(failed.at("/response/status").asText()).isEqualTo("failed");
        assertThat(events.getLast().name()).isEqualTo("error");
        assertThat(Refusals.error(events.getLast().data()).path("code").asText())
                .isEqualTo(code);
        assertThat(events.stream().map(TestingResponses.Event::name)).doesNotContain("response.completed");
        StringBuilder said = new StringBuilder();
        events.stream()
                .filter(event -> event.name().equals("response.output_text.delta"))
                .forEach(event -> said.append(event.json().path("delta").asText()));
        assertThat(said.toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "limited, 429, rate_limit_error",
        "busy, 429, rate_limit_error",
        "broken, 502, provider_error",
        "down, 503, provider_error",
        "reset, 502, provider_error",
        "silent, 504, provider_error",
        "nonsense, 502, provider_error",
        "garbled, 502, provider_error",
        "long, 400, testing_error",
        "prefill, 422, testing_error"
    })
    void aFaultBeforeTheAnswerHasItsTrueStatus(String model, int status, String type) {
        for (boolean stream : List.of(true, false)) {
            HttpResponse<String> response = ask(model, stream);
            JsonNode error = Refusals.refused(response, status, type);
            if (model.equals("limited")) {
                assertThat(response.headers().firstValue("retry-after")).contains("17");
            }
            if (model.equals("long")) {
                assertThat(error.path("message").asText()).contains(LONG);
                assertThat(error.path("code").asText()).isEqualTo("context_length_exceeded");
            }
        }
        // a kept connection that breaks at once is replaced and the request sent again
        assertThat(UPSTREAM.requests(model)).hasSizeBetween(2, model.equals("reset") ? 3 : 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serviceComesBackWithTheUpstream(boolean stream) {
        String model = "flapping-" + stream;
        for (int i = 0; i < 8; i++) {
            UPSTREAM.next(model, TestingAnswers.error(i % 2 == 0 ? 500 : 503, "flap"));
        }
        UPSTREAM.answer(model, TestingAnswers.reply("fine again"));
        for (int i = 0; i < 8; i++) {
            assertThat(ask(model, stream).statusCode()).isIn(502, 503);
        }
        assertThat(ask(model, stream).body()).contains("fine");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowFirstTokenIsWaitedFor(boolean stream) {
        String model = "slow-" + stream;
        var go = new CountDownLatch(1);
        UPSTREAM.answer(model, TestingAnswers.after(go, TestingAnswers.reply("fine at last")));
        var answer = CompletableFuture.supplyAsync(() -> ask(model, stream));
        UPSTREAM.awaitRequest(model);
        assertThat(answer).isNotDone();
        go.countDown();
        assertThat(answer.join().body()).contains("last");
    }

    @Test
    void aStreamThatIsCutStallsOrGarblesSaysSo() {
        UPSTREAM.answer("cut", TestingAnswers.cutAfter(3));
        failedAfter("cut", "t0 t1 t2", "upstream_error");
        UPSTREAM.answer("stalled", TestingAnswers.stallAfter(3));
        failedAfter("stalled", "t0 t1 t2", "upstream_timeout");
        UPSTREAM.answer("malformed", TestingAnswers.malformedAfter(2));
        failedAfter("malformed", "t0 t1", "upstream_error");
    }

    @Test
    void aStreamWithoutDoneEndsCleanlyAllTheSame() {
        UPSTREAM.answer("undone", TestingStream.ofTokens(2).withDones(0));
        assertThat(events("undone").getLast().name()).isEqualTo("response.completed");
    }

    @ParameterizedTest
    @CsvSource({"content_filter, content_filter", "length, max_output_tokens"})
    void anAnswerBrokenOffIsIncomplete(String reason, String told) {
        UPSTREAM.answer("off-" + reason, TestingStream.ofTokens(1).withFinish(reason));
        JsonNode last = events("off-" + reason).getLast().json();
        assertThat(last.path("type").asText()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asText()).isEqualTo(told);
    }

    @Test
    void tokensAreWhatTheUpstreamCounted() {
        UPSTREAM.answer("counted", TestingAnswers.reply("one two three"));
        for (JsonNode usage : List.of(
                Json.parse(ask("counted", false).body()).path("usage"),
                events("counted").getLast().json().at("/response/usage"))) {
            assertThat(usage.path("input_tokens").asInt()).isEqualTo(TestingChat.PROMPT_TOKENS);
            assertThat(usage.path("output_tokens").asInt()).isEqualTo(3);
        }
    }
}
