package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingRecording;
import dev.sluice.testing.TestingSchema;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every endpoint answers, against OpenAI's own document where a copy of it lies beside the project; over
/// providers that say all that OpenAI says, and over such that say the least. Chats and responses: `MatrixSchemaTest`.
final class OpenAiDocumentIT {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final String PIXEL = "iVBORw0KGgo=";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller }\n"));

    private static final String[] KEY = {"Authorization", "Bearer sk-caller"};

    @BeforeAll
    static void script() {
        UPSTREAM.endpoint("/embeddings", TestingEndpoints.embeddings());
        UPSTREAM.answer("sparse-embedding", TestingAnswers.json("{\"data\":[{\"embedding\":[0.5,1]}]}"));
        UPSTREAM.endpoint("/moderations", TestingAnswers.json("{\"results\":[{\"flagged\":true}]}"));
        String image = "{\"data\":[{\"b64_json\":\"" + PIXEL + "\"}]}";
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json(image));
        UPSTREAM.endpoint("/images/edits", TestingAnswers.json(image));
        UPSTREAM.endpoint("/images/variations", TestingAnswers.json(image));
        UPSTREAM.endpoint("/audio/transcriptions", TestingAnswers.json("{\"text\":\"hello\"}"));
        UPSTREAM.endpoint("/audio/translations", TestingAnswers.json("{\"text\":\"hello\"}"));
        UPSTREAM.answer(
                "verbose",
                TestingAnswers.json("{\"language\":\"en\",\"duration\":1.5,\"text\":\"hello\",\"segments\":[]}"));
        UPSTREAM.answer("live", TestingAnswers.body(200, EVENTS, """
                data: {"type":"transcript.text.delta","delta":"hel"}

                data: {"type":"transcript.text.done","text":"hello"}

                """));
        UPSTREAM.answerText("own", TestingAnswers.json("{\"choices\":[{\"text\":\"x\"}]}"));
        UPSTREAM.answerText("own-streamed", TestingAnswers.body(200, EVENTS, """
                data: {"choices":[{"text":"a"}]}

                data: {"choices":[{"text":"b","finish_reason":"length"}]}

                data: [DONE]

                """));
    }

    private static HttpResponse<String> good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static HttpResponse<String> post(String path, String body) {
        return SLUICE.client().post("/v1" + path, body.replace('\'', '"'), KEY);
    }

    private static JsonNode checked(String operation, HttpResponse<String> answer) throws IOException {
        TestingSchema.ofAnswer(operation, JSON).accepts(good(answer).body().getBytes(StandardCharsets.UTF_8));
        return Json.parse(answer.body());
    }

    private static void checkedEvents(TestingSchema schema, String open, HttpResponse<String> answer)
            throws IOException {
        int events = 0;
        for (String line : TestingRecording.said(good(answer).body())) {
            if (line.startsWith("data: {")) {
                schema.accepts(line.substring(6)
                        .replace(open, "\"finish_reason\":\"stop\"")
                        .getBytes(StandardCharsets.UTF_8));
                events++;
            }
        }
        assertThat(events).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'fake/chats','prompt':'hi'}",
                "{'model':'fake/chats','prompt':['a','b'],'echo':true,'n':2}",
                "{'model':'fake/own','prompt':'hi'}"
            })
    void completions(String body) throws IOException {
        checked("post /completions", post("/completions", body));
    }

    /// The document has one schema for both, and no word for the pieces before the end, whose reason is null.
    @ParameterizedTest
    @ValueSource(strings = {"chats", "own-streamed"})
    void theEventsOfCompletions(String model) throws IOException {
        checkedEvents(
                TestingSchema.ofAnswer("post /completions", JSON),
                "\"finish_reason\":null",
                post(
                        "/completions",
                        "{'model':'fake/" + model
                                + "','prompt':'hi','stream':true,'stream_options':{'include_usage':true}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedder", "sparse-embedding"})
    void embeddings(String model) throws IOException {
        checked("post /embeddings", post("/embeddings", "{'model':'fake/" + model + "','input':['hi']}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake/judge", "local/all-MiniLM-L6-v2"})
    void moderations(String model) throws IOException {
        HttpResponse<String> answer = post("/moderations", "{'model':'" + model + "','input':'hi'}");
        assumeTrue(model.startsWith("fake/") || answer.statusCode() == 200, "the built-in model is not here yet");
        checked("post /moderations", answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b64_json", "url"})
    void images(String format) throws IOException {
        checked(
                "post /images/generations",
                post(
                        "/images/generations",
                        "{'model':'fake/painter','prompt':'a cat','response_format':'" + format + "'}"));
    }

    private static TestingForm form(String model, String part, String file) {
        return new TestingForm().field("model", "fake/" + model).file(part, file, "\u0089PNG\r\n\u001a\n");
    }

    @Test
    void changedImages() throws IOException {
        TestingForm edit = form("painter", "image", "cat.png").field("prompt", "a hat");
        checked("post /images/edits", edit.post(SLUICE.client(), "/v1/images/edits", KEY));
        checked(
                "post /images/variations",
                form("painter", "image", "cat.png").post(SLUICE.client(), "/v1/images/variations", KEY));
    }

    @ParameterizedTest
    @CsvSource({"transcriptions, ears, json", "translations, ears, json"})
    void transcriptions(String what, String model, String format) throws IOException {
        TestingForm form = form(model, "file", "a.wav").field("response_format", format);
        checked("post /audio/" + what, form.post(SLUICE.client(), "/v1/audio/" + what, KEY));
    }

    /// The document's two shapes are one to a validator that wants exactly one of them.
    @Test
    void aVerboseTranscription() throws IOException {
        TestingForm form = form("verbose", "file", "a.wav").field("response_format", "verbose_json");
        HttpResponse<String> answer = good(form.post(SLUICE.client(), "/v1/audio/transcriptions", KEY));
        TestingSchema.of("CreateTranscriptionResponseVerboseJson")
                .accepts(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theEventsOfTranscriptions() throws IOException {
        checkedEvents(
                TestingSchema.ofAnswer("post /audio/transcriptions", EVENTS),
                "no such text",
                form("live", "file", "a.wav")
                        .field("stream", "true")
                        .post(SLUICE.client(), "/v1/audio/transcriptions", KEY));
    }

    @Test
    void filesAndBatches() throws IOException {
        String line =
                "{'custom_id':'a','method':'POST','url':'/v1/chat/completions','body':{'model':'fake/m','messages':"
                        + "[{'role':'user','content':'hi'}]}}";
        var form = new TestingForm().field("purpose", "batch").file("file", "in.jsonl", line.replace('\'', '"'));
        JsonNode file = checked("post /files", form.post(SLUICE.client(), "/v1/files", KEY));
        String id = file.path("id").asText();
        checked("get /files/{file_id}", SLUICE.client().get("/v1/files/" + id, KEY));
        checked("get /files", SLUICE.client().get("/v1/files", KEY));
        JsonNode batch = checked(
                "post /batches",
                post(
                        "/batches",
                        "{'input_file_id':'" + id
                                + "','endpoint':'/v1/chat/completions','completion_window':'24h','metadata':{'a':'b'}}"));
        String work = batch.path("id").asText();
        checked("get /batches/{batch_id}", SLUICE.client().get("/v1/batches/" + work, KEY));
        checked("get /batches", SLUICE.client().get("/v1/batches", KEY));
        HttpResponse<String> cancelled = post("/batches/" + work + "/cancel", "");
        if (cancelled.statusCode() == 200) {
            checked("post /batches/{batch_id}/cancel", cancelled);
        } else {
            TestingSchema.of("ErrorResponse").accepts(cancelled.body().getBytes(StandardCharsets.UTF_8));
        }
        checked("delete /files/{file_id}", SLUICE.client().send("DELETE", "/v1/files/" + id, null, KEY));
    }

    @Test
    void models() throws IOException {
        checked("get /models", SLUICE.client().get("/v1/models", KEY));
        checked("get /models/{model}", SLUICE.client().get("/v1/models/gpt-fake", KEY));
        checked("get /models/{model}", SLUICE.client().get("/v1/models/fake/gpt-fake", KEY));
    }

    @Test
    void keptResponses() throws IOException {
        JsonNode response =
                checked("post /responses", post("/responses", "{'model':'fake/m','input':'hi','metadata':{'a':'b'}}"));
        String path = "/v1/responses/" + response.path("id").asText();
        checked("get /responses/{response_id}", SLUICE.client().get(path, KEY));
        checked("get /responses/{response_id}/input_items", SLUICE.client().get(path + "/input_items", KEY));
        HttpResponse<String> tooLate = post(path.substring(3) + "/cancel", "");
        assertThat(tooLate.statusCode()).isEqualTo(400);
        TestingSchema.of("ErrorResponse").accepts(tooLate.body().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/completions",
                "/completions",
                "/responses",
                "/embeddings",
                "/moderations",
                "/images/generations",
                "/images/edits",
                "/images/variations",
                "/audio/speech",
                "/audio/transcriptions",
                "/audio/translations",
                "/files",
                "/batches",
                "/rerank"
            })
    void errors(String path) throws IOException {
        TestingSchema schema = TestingSchema.of("ErrorResponse");
        HttpResponse<String> malformed = post(path, "{'model':7");
        assertThat(malformed.statusCode()).isBetween(400, 415);
        schema.accepts(malformed.body().getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> stranger = SLUICE.client().post("/v1" + path, "{}");
        assertThat(stranger.statusCode()).isEqualTo(401);
        schema.accepts(stranger.body().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/models/none", "/files/file-none", "/batches/batch_none", "/responses/resp_none", "/unheard/of"
            })
    void whatIsNotThere(String path) throws IOException {
        HttpResponse<String> answer = SLUICE.client().get("/v1" + path, KEY);
        assertThat(answer.statusCode()).isEqualTo(404);
        TestingSchema.of("ErrorResponse").accepts(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
