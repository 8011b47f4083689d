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
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenAI's own client for Node, pointed at Sluice. One script runs all cases; each is judged here.
final class NodeOpenAiIT {
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
        script();
        outcomes = NodeScript.run("journey.mjs", SLUICE.url());
    }

    private static void endpoints() {
        UPSTREAM.endpoint(
                "/embeddings", TestingAnswers.json("{\"data\":[{\"index\":0,\"embedding\":[0.5]}],\"model\":\"m\"}"));
        UPSTREAM.endpoint("/moderations", TestingAnswers.json("{\"results\":[{\"flagged\":true}]}"));
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
        UPSTREAM.endpoint("/images/edits", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
        UPSTREAM.endpoint("/audio/speech", TestingAnswers.body(200, "audio/mpeg", "ID3 sound"));
        UPSTREAM.endpoint("/audio/transcriptions", TestingAnswers.json("{\"text\":\"hello\"}"));
        UPSTREAM.answer("subtitles", TestingAnswers.body(200, "text/plain", "hello"));
        UPSTREAM.answer("live", TestingAnswers.body(200, "text/event-stream", """
                data: {"type":"transcript.text.delta","delta":"hel"}

                data: {"type":"transcript.text.done","text":"hello"}

                """));
    }

    private static void script() {
        endpoints();
        UPSTREAM.answer("streamed", TestingStream.ofTokens(5));
        UPSTREAM.answer("tool", TestingAnswers.calls(BERLIN));
        UPSTREAM.answer("tools", TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.answer("vision", TestingAnswers.partsSeen());
        UPSTREAM.answer("e400", TestingAnswers.error(400, "that was wrong"));
        UPSTREAM.answer("e404", TestingAnswers.error(404, "no such model"));
        UPSTREAM.answer("e429", TestingAnswers.tooMany(1));
        UPSTREAM.answer("e500", TestingAnswers.error(500, "out"));
        UPSTREAM.answer("broken", TestingAnswers.cutAfter(2));
        UPSTREAM.answer(
                "hung-up", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        UPSTREAM.answer("awaited", TestingAnswers.silence());
        UPSTREAM.answer("form", TestingAnswers.reply("{\"a\":7}"));
        UPSTREAM.next("loop", TestingAnswers.calls(BERLIN));
        UPSTREAM.next("again", TestingAnswers.error(500, "out"));
    }

    private static JsonNode outcome(String name) {
        return Objects.requireNonNull(outcomes).outcome(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat    | \"You said: hello\"",
                "stream  | \"t0 t1 t2 t3 t4;5\"",
                "tool    | [\"{\\\"city\\\":\\\"Berlin\\\"}\"]",
                "parallelTools | [\"{\\\"city\\\":\\\"Berlin\\\"}\",\"{\\\"city\\\":\\\"Paris\\\"}\"]",
                "streamedTools | [\"{\\\"city\\\":\\\"Berlin\\\"}\",\"{\\\"city\\\":\\\"Paris\\\"}\"]",
                "vision  | \"text=what? image_url=data:image/png;base64,iVBORw0KGgo=\"",
                "files   | [\"a.txt\",\"a line\",true,true]",
                "batch   | [\"completed\",\"b\",\"one\",\"You said: hello\"]",
                "response | \"You said: hello\"",
                "responseStream | \"t0 t1 t2 t3 t4;t0 t1 t2 t3 t4;5\"",
                "responseParse | 7",
                "responseTools | \"You said: Berlin: 20\"",
                "responseStreamedTools | [\"{\\\"city\\\":\\\"Berlin\\\"}\",\"{\\\"city\\\":\\\"Paris\\\"}\"]",
                "responseKept | [\"You said: hello\",\"hello\",404]",
                "embeddings | 0.5",
                "moderation | true",
                "image   | \"iVBORw0KGgo=\"",
                "imageEdit | \"iVBORw0KGgo=\"",
                "speech  | \"ID3 sound\"",
                "transcription | \"hello\"",
                "subtitles | \"hello\"",
                "liveTranscription | \"hel;hello\"",
                "abort   | \"aborted\"",
                "retries | \"You said: hello\"",
                "models  | true"
            })
    void aCaseSucceeds(String name, String value) {
        assertThat(outcome(name).path("value")).as(outcome(name).toString()).isEqualTo(Json.parse(value));
    }

    @ParameterizedTest
    @CsvSource({
        "badRequest, BadRequestError, 400",
        "unauthorized, AuthenticationError, 401",
        "notFound, NotFoundError, 404",
        "unknownModel, NotFoundError, 404",
        "rateLimit, RateLimitError, 429",
        "rateLimitStreamed, RateLimitError, 429",
        "serverError, InternalServerError, 502"
    })
    void aCaseFailsWithItsClass(String name, String error, int status) {
        assertThat(outcome(name).path("error").asText())
                .as(outcome(name).toString())
                .isEqualTo(error);
        assertThat(outcome(name).path("status").asInt()).isEqualTo(status);
    }

    @Test
    void aFailureInTheMiddleOfAStreamIsNotMistakenForItsEnd() {
        assertThat(outcome("brokenStream").path("error").asText())
                .as(outcome("brokenStream").toString())
                .isNotEmpty();
    }

    @Test
    void hangingUpReachesTheUpstream() {
        assertThat(outcome("abortAwaited").path("error").asText()).isEqualTo("APIUserAbortError");
        for (String model : List.of("hung-up", "awaited")) {
            assertThat(UPSTREAM.request(model).closedWithin(Duration.ofSeconds(2)))
                    .isTrue();
        }
    }

    @Test
    void aBrokenResponseIsAnError() {
        assertThat(outcome("responseBroken").path("error").asText())
                .as(outcome("responseBroken").toString())
                .isEqualTo("APIError");
    }
}
