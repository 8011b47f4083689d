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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenAI's own clients for Node, the present one and the last of those that much is still built on, pointed at Sluice.
/// One script runs all cases; each is judged here.
final class NodeOpenAiIT {
    private static final TestingChat.Call BERLIN = new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}");
    private static final TestingChat.Call PARIS = new TestingChat.Call("call_2", "weather", "{\"city\":\"Paris\"}");

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller }\n"));

    private static final List<String> CLIENTS = List.of("openai", "openai-v4");
    private static final Map<String, NodeScript> OUTCOMES = new HashMap<>();

    @BeforeAll
    static void runTheScript() throws IOException {
        assumeTrue(NodeScript.possible(), "node and npm are not installed");
        endpoints();
        for (String client : CLIENTS) {
            script(client + "-");
            OUTCOMES.put(client, NodeScript.run("journey.mjs", SLUICE.url(), client));
        }
    }

    private static void endpoints() {
        UPSTREAM.endpoint(
                "/embeddings", TestingAnswers.json("{\"data\":[{\"index\":0,\"embedding\":[0.5]}],\"model\":\"m\"}"));
        UPSTREAM.endpoint("/moderations", TestingAnswers.json("{\"results\":[{\"flagged\":true}]}"));
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
        UPSTREAM.endpoint("/images/edits", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
        UPSTREAM.endpoint("/audio/speech", TestingAnswers.body(200, "audio/mpeg", "ID3 sound"));
        UPSTREAM.endpoint("/audio/transcriptions", TestingAnswers.json("{\"text\":\"hello\"}"));
        UPSTREAM.endpoint("/audio/translations", TestingAnswers.json("{\"text\":\"good day\"}"));
        UPSTREAM.endpoint("/images/variations", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
    }

    private static void script(String client) {
        endpointsOf(client);
        UPSTREAM.answer(client + "streamed", TestingStream.ofTokens(5));
        UPSTREAM.answer(client + "tool", TestingAnswers.calls(BERLIN));
        UPSTREAM.answer(client + "tools", TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.answer(client + "vision", TestingAnswers.partsSeen());
        UPSTREAM.answer(client + "e400", TestingAnswers.error(400, "that was wrong"));
        UPSTREAM.answer(client + "e404", TestingAnswers.error(404, "no such model"));
        UPSTREAM.answer(client + "e429", TestingAnswers.tooMany(1));
        UPSTREAM.answer(client + "e500", TestingAnswers.error(500, "out"));
        UPSTREAM.answer(client + "broken", TestingAnswers.cutAfter(2));
        UPSTREAM.answer(
                client + "hung-up",
                TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        UPSTREAM.answer(client + "awaited", TestingAnswers.silence());
        UPSTREAM.answer(client + "form", TestingAnswers.reply("{\"a\":7}"));
        UPSTREAM.next(client + "loop", TestingAnswers.calls(BERLIN));
        UPSTREAM.next(client + "again", TestingAnswers.error(500, "out"));
        UPSTREAM.answer(
                client + "hung-helper",
                TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        UPSTREAM.next(client + "runner", TestingAnswers.calls(BERLIN));
        UPSTREAM.next(client + "stream-runner", TestingAnswers.calls(BERLIN));
    }

    private static void endpointsOf(String client) {
        UPSTREAM.answer(client + "vectors", TestingEndpoints.embeddings());
        UPSTREAM.answer(client + "subtitles", TestingAnswers.body(200, "text/plain", "hello"));
        UPSTREAM.answer(client + "live", TestingAnswers.body(200, "text/event-stream", """
                data: {"type":"transcript.text.delta","delta":"hel"}

                data: {"type":"transcript.text.done","text":"hello"}

                """));
    }

    private static JsonNode outcome(String client, String name) {
        return Objects.requireNonNull(OUTCOMES.get(client)).outcome(name);
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
                "toolRunner | \"You said: Berlin: 20\"",
                "streamedToolRunner | \"You said: Berlin: 20\"",
                "parse   | 7",
                "streamedParse | 7",
                "streamEvents | [\"t0 t1 t2 t3 t4\",5]",
                "completion | \"onceYou said: once\"",
                "completionStream | 22",
                "manyEmbeddings | [4,4]",
                "imageVariation | \"iVBORw0KGgo=\"",
                "translation | \"good day\"",
                "batchFails | [\"failed\",1,true]",
                "fileIsKnown | [true,6,\"b.txt\"]",
                "model   | \"fake/gpt-fake\"",
                "models  | true"
            })
    void aCaseSucceeds(String name, String value) {
        for (String client : CLIENTS) {
            JsonNode told = outcome(client, name);
            assertThat(told.path("value")).as("%s: %s", client, told).isEqualTo(Json.parse(value));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "badRequest, BadRequestError, 400",
        "unauthorized, AuthenticationError, 401",
        "notFound, NotFoundError, 404",
        "unknownModel, NotFoundError, 404",
        "noSuchFile, NotFoundError, 404",
        "rateLimit, RateLimitError, 429",
        "rateLimitStreamed, RateLimitError, 429",
        "serverError, InternalServerError, 502"
    })
    void aCaseFailsWithItsClass(String name, String error, int status) {
        for (String client : CLIENTS) {
            JsonNode told = outcome(client, name);
            assertThat(told.path("error").asText()).as("%s: %s", client, told).isEqualTo(error);
            assertThat(told.path("status").asInt()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "openai-v4"})
    void aFailureInTheMiddleOfAStreamIsNotMistakenForItsEnd(String client) {
        assertThat(outcome(client, "brokenStream").path("error").asText()).isNotEmpty();
        assertThat(outcome(client, "responseBroken").path("error").asText()).isEqualTo("APIError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "openai-v4"})
    void hangingUpReachesTheUpstream(String client) {
        for (String name : List.of("abortAwaited", "abortedHelper")) {
            assertThat(outcome(client, name).path("error").asText()).isEqualTo("APIUserAbortError");
        }
        for (String model : List.of("hung-up", "hung-helper", "awaited")) {
            assertThat(UPSTREAM.request(client + "-" + model).closedWithin(Duration.ofSeconds(2)))
                    .isTrue();
        }
    }
}
