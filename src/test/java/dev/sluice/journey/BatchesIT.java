package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Batches, from the outside.
final class BatchesIT {
    private static final String CHAT = "/v1/chat/completions";
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    private static String line(String id, String model) {
        return Json.write(Map.of(
                "custom_id", id, "method", "POST", "url", CHAT, "body", Json.parse(Json.chat("fake/" + model, false))));
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static String input(RunningSluice sluice, String lines) {
        return ok(new TestingForm()
                        .field("purpose", "batch")
                        .file("file", "in.jsonl", lines)
                        .post(sluice.client(), "/v1/files"))
                .path("id")
                .asText();
    }

    private static String order(String file) {
        return Json.write(Map.of("input_file_id", file, "endpoint", CHAT, "completion_window", "24h"));
    }

    private static String begun(RunningSluice sluice, String lines) {
        return ok(sluice.client().post("/v1/batches", order(input(sluice, lines))))
                .path("id")
                .asText();
    }

    private static JsonNode now(RunningSluice sluice, String id) {
        return ok(sluice.client().get("/v1/batches/" + id));
    }

    private static JsonNode awaited(RunningSluice sluice, String id, String status) {
        assertThat(Eventually.holds(
                        SOON, () -> now(sluice, id).path("status").asText().equals(status)))
                .as(now(sluice, id).toString())
                .isTrue();
        return now(sluice, id);
    }

    private static List<JsonNode> lines(RunningSluice sluice, JsonNode file) {
        return sluice.client()
                .get("/v1/files/" + file.asText() + "/content")
                .body()
                .lines()
                .map(Json::parse)
                .toList();
    }

    @Test
    void theLinesOfAFileAreAnswered() {
        UPSTREAM.answer("wrong", TestingAnswers.error(400, "that was wrong"));
        JsonNode done = awaited(
                SLUICE,
                begun(SLUICE, line("a", "one") + "\n" + line("b", "wrong") + "\n" + line("c", "two")),
                "completed");
        assertThat(done.path("request_counts").toString()).isEqualTo("{\"total\":3,\"completed\":2,\"failed\":1}");
        assertThat(lines(SLUICE, done.path("output_file_id")))
                .extracting(one -> one.path("custom_id").asText() + " "
                        + one.at("/response/body/choices/0/message/content").asText())
                .containsExactly("a You said: hello", "c You said: hello");
        JsonNode refused = lines(SLUICE, done.path("error_file_id")).getFirst();
        assertThat(refused.at("/response/status_code").asInt()).isEqualTo(400);
        assertThat(refused.at("/response/body/error/message").asText()).contains("that was wrong");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/completions | "prompt":"hello"                     | text_completion
            /v1/responses   | "input":"hello"                      | response
            /v1/embeddings  | "input":["a","b"]                    | list
            /v1/moderations | "input":"hello"                      | ''
            """)
    void everyEndpointHasItsBatches(String url, String member, String object) {
        UPSTREAM.endpoint("/embeddings", TestingEndpoints.embeddings());
        UPSTREAM.endpoint("/moderations", TestingEndpoints.moderations());
        UPSTREAM.answerText("words", TestingAnswers.json("""
                {"id":"cmpl-1","object":"text_completion","created":1,"model":"words","choices":[{"index":0,"text":"hi",
                "logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}"""));
        String body = "{\"model\":\"fake/words\"," + member + "}";
        String line = "{\"custom_id\":\"one\",\"method\":\"POST\",\"url\":\"" + url + "\",\"body\":" + body + "}";
        String order = order(input(SLUICE, line)).replace(CHAT, url);
        String id = ok(SLUICE.client().post("/v1/batches", order)).path("id").asText();
        JsonNode done = awaited(SLUICE, id, "completed");
        JsonNode answer = lines(SLUICE, done.path("output_file_id")).getFirst().at("/response/body");
        assertThat(answer.path("object").asText()).isEqualTo(object);
        assertThat(done.path("model").asText()).isEqualTo("words");
        assertThat(done.at("/usage/total_tokens").asLong())
                .isEqualTo(done.at("/usage/input_tokens").asLong()
                        + done.at("/usage/output_tokens").asLong());
        if (object.equals("response")) {
            ok(SLUICE.client().get("/v1/responses/" + answer.path("id").asText()));
        }
    }

    @Test
    void aKilledProcessGoesOnAfterItsRestart() {
        UPSTREAM.answer("hangs", TestingAnswers.silence());
        try (RunningSluice first = RunningSluice.with(TestingConfig.of(UPSTREAM, ""))) {
            String many = IntStream.range(0, 20)
                    .mapToObj(i -> line("c" + i, "counted"))
                    .collect(Collectors.joining("\n"));
            String id = begun(first, many + "\n" + line("last", "hangs"));
            UPSTREAM.awaitRequest("hangs");
            assertThat(Eventually.holds(
                            SOON,
                            () -> now(first, id).at("/request_counts/completed").asInt() == 20))
                    .isTrue();
            first.kill();
            UPSTREAM.answer("hangs", TestingAnswers.echo());
            try (RunningSluice second =
                    RunningSluice.with("", Map.of("SLUICE_HOME", first.home().toString()))) {
                JsonNode done = awaited(second, id, "completed");
                assertThat(done.at("/request_counts/completed").asInt()).isEqualTo(21);
                assertThat(lines(second, done.path("output_file_id"))).hasSize(21);
                assertThat(UPSTREAM.requests("counted"))
                        .as("none was asked twice")
                        .hasSize(20);
            }
        }
    }

    @Test
    void aCancelledOneStopsItsRequests() {
        UPSTREAM.answer("slow", TestingAnswers.silence());
        String id = begun(SLUICE, line("a", "slow"));
        var request = UPSTREAM.awaitRequest("slow");
        assertThat(ok(SLUICE.client().post("/v1/batches/" + id + "/cancel", "{}"))
                        .path("status")
                        .asText())
                .isIn("cancelling", "cancelled");
        assertThat(request.closedWithin(Duration.ofMillis(1400))).isTrue();
        awaited(SLUICE, id, "cancelled");
        Refusals.refused(SLUICE.client().post("/v1/batches/" + id + "/cancel", "{}"), 400, "validation_error");
    }

    @Test
    void aWrongInputFailsWithItsLine() {
        JsonNode failed = awaited(SLUICE, begun(SLUICE, line("a", "x") + "\nno json"), "failed");
        assertThat(failed.at("/errors/data/0/line").asInt()).isEqualTo(2);
        assertThat(failed.at("/errors/data/0/code").asText()).isEqualTo("invalid_json_line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"input_file_id\":\"f\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"7d\"}",
                "{\"input_file_id\":\"f\",\"endpoint\":\"/v1/nothing\",\"completion_window\":\"24h\"}",
                "{\"input_file_id\":1,\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}",
                "{\"input_file_id\":\"f\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\",\"metadata\":{\"a\":1}}",
                "not json"
            })
    void aWrongOrderIsRefused(String body) {
        Refusals.refused(SLUICE.client().post("/v1/batches", body), 400, "validation_error");
    }

    @Test
    void whatIsNotThereIsA404() {
        Refusals.refused(SLUICE.client().post("/v1/batches", order("file-nothing")), 404, "not_found");
        Refusals.refused(SLUICE.client().get("/v1/batches/batch_nothing"), 404, "not_found");
        Refusals.refused(SLUICE.client().post("/batches/batch_nothing/cancel", "{}"), 404, "not_found");
        Refusals.refused(SLUICE.client().get("/v1/batches?after=batch_nothing"), 404, "not_found");
    }

    @Test
    void aListShowsTheNewestFirst() {
        String id = begun(SLUICE, line("a", "one"));
        JsonNode list = ok(SLUICE.client().get("/batches?limit=1"));
        assertThat(list.at("/data/0/id").asText()).isEqualTo(id);
        assertThat(list.path("first_id").asText()).isEqualTo(id);
    }
}
