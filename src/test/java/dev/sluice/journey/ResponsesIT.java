package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingResponses;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenAI's responses over an upstream that has only chats.
final class ResponsesIT {
    private static final String KEYS = "auth: { api-key: sk-caller, admin-key: sk-admin }\n";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, KEYS));

    private static HttpResponse<String> post(String path, String body) {
        return SLUICE.client().post(path, body.replace('\'', '"'), "Authorization", "Bearer sk-caller");
    }

    private static HttpResponse<String> send(String method, String path) {
        return SLUICE.client().send(method, path, null, "Authorization", "Bearer sk-caller");
    }

    private static JsonNode created(String body) {
        HttpResponse<String> response = post("/v1/responses", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static String id(String body) {
        return created(body).path("id").asText();
    }

    private static JsonNode messages(String model) {
        return UPSTREAM.requests(model).stream()
                .filter(request -> request.path().endsWith("/chat/completions"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .json()
                .path("messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses", "/responses", "/api/fake/responses"})
    void aTextIsAnswered(String path) {
        HttpResponse<String> response = post(path, "{'model':'gpt-fake','input':'hello','instructions':'be brief'}");
        JsonNode answer = Json.parse(response.body());
        assertThat(answer.path("object").asText()).as(response.body()).isEqualTo("response");
        assertThat(answer.path("output_text").asText()).isEqualTo("You said: hello");
        assertThat(answer.path("status").asText()).isEqualTo("completed");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(TestingChat.PROMPT_TOKENS);
        assertThat(answer.path("provider").asText()).isEqualTo("fake");
        assertThat(response.headers().firstValue("x-sluice-provider")).contains("fake");
        assertThat(messages("gpt-fake").at("/0/role").asText()).isEqualTo("system");
    }

    @Test
    void aStreamIsNamedEventsThatEndByThemselves() {
        UPSTREAM.answer("streamed", TestingStream.ofTokens(3));
        HttpResponse<String> response =
                post("/v1/responses", "{'model':'fake/streamed','input':'hello','stream':true}");
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        List<TestingResponses.Event> events = TestingResponses.parse(response.body());
        assertThat(events.getFirst().name()).isEqualTo("response.created");
        assertThat(events.getLast().name()).isEqualTo("response.completed");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).json().path("sequence_number").asInt(-1)).isEqualTo(i);
            assertThat(events.get(i).json().path("type").asText())
                    .isEqualTo(events.get(i).name());
        }
        JsonNode whole = events.getLast().json().path("response");
        assertThat(whole.at("/output/0/content/0/text").asText()).isEqualTo("t0 t1 t2");
        assertThat(whole.at("/usage/output_tokens").asInt()).isEqualTo(3);
        JsonNode kept = Json.parse(
                send("GET", "/v1/responses/" + whole.path("id").asText()).body());
        assertThat(kept.path("output")).isEqualTo(whole.path("output"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConversationGoesOnFromAResponse(boolean stream) {
        String first = id("{'model':'gpt-fake','input':'one'}");
        String body = "{'model':'gpt-fake','input':'two','previous_response_id':'" + first + "','stream':" + stream
                + ",'instructions':'new'}";
        HttpResponse<String> response = post("/v1/responses", body);
        JsonNode second = stream
                ? TestingResponses.parse(response.body()).getLast().json().path("response")
                : Json.parse(response.body());
        assertThat(second.path("previous_response_id").asText()).isEqualTo(first);
        JsonNode messages = messages("gpt-fake");
        assertThat(messages).hasSize(4);
        assertThat(messages.at("/1/content").asText()).isEqualTo("one");
        assertThat(messages.at("/2/content").asText()).isEqualTo("You said: one");
        assertThat(messages.at("/3/content").asText()).isEqualTo("two");
        created("{'model':'gpt-fake','input':'three','previous_response_id':'"
                + second.path("id").asText() + "'}");
        assertThat(messages("gpt-fake")).hasSize(5);
    }

    @Test
    void aToolIsCalledAndAnswered() {
        UPSTREAM.answer("tools", TestingAnswers.calls(new TestingChat.Call("call_1", "weather", "{\"city\":\"B\"}")));
        JsonNode call = created("{'model':'fake/tools','input':'weather?','tools':[{'type':'function',"
                + "'name':'weather','parameters':{'type':'object'}}]}");
        assertThat(call.at("/output/0/type").asText()).isEqualTo("function_call");
        assertThat(call.at("/output/0/call_id").asText()).isEqualTo("call_1");
        assertThat(call.at("/output/0/arguments").asText()).isEqualTo("{\"city\":\"B\"}");
        UPSTREAM.answer("tools", TestingAnswers.reply("sunny"));
        JsonNode answer = created("{'model':'fake/tools','previous_response_id':'"
                + call.path("id").asText()
                + "','input':[{'type':'function_call_output','call_id':'call_1','output':'20 degrees'}]}");
        assertThat(answer.path("output_text").asText()).isEqualTo("sunny");
        JsonNode messages = messages("tools");
        assertThat(messages.at("/1/tool_calls/0/id").asText()).isEqualTo("call_1");
        assertThat(messages.at("/2/role").asText()).isEqualTo("tool");
        assertThat(messages.at("/2/content").asText()).isEqualTo("20 degrees");
    }

    @Test
    void aReferenceStandsForTheItemItself() {
        JsonNode first = created("{'model':'gpt-fake','input':'one'}");
        created("{'model':'gpt-fake','input':[{'type':'item_reference','id':'"
                + first.at("/output/0/id").asText() + "'},{'role':'user','content':'two'}]}");
        assertThat(messages("gpt-fake").at("/0/content").asText()).isEqualTo("You said: one");
        Refusals.refused(
                post("/v1/responses", "{'model':'gpt-fake','input':[{'type':'item_reference','id':'msg_x'}]}"),
                404,
                "not_found");
    }

    @Test
    void aFormIsAskedForAndReasoningToldApart() {
        UPSTREAM.answer("form", TestingAnswers.reply("{\"a\":1}"));
        JsonNode answer = created("{'model':'fake/form','input':'x','text':{'format':{'type':'json_schema','name':'n',"
                + "'schema':{'type':'object'},'strict':true}}}");
        assertThat(answer.path("output_text").asText()).isEqualTo("{\"a\":1}");
        UPSTREAM.answer("thinker", TestingStream.of("<think>hm</think>", "so"));
        List<TestingResponses.Event> events = TestingResponses.parse(post(
                        "/v1/responses",
                        "{'model':'fake/thinker','input':'x','stream':true,'reasoning':{'summary':'auto'}}")
                .body());
        assertThat(events.stream().map(TestingResponses.Event::name))
                .contains("response.reasoning_summary_text.delta", "response.output_text.done");
        assertThat(events.getLast()
                        .json()
                        .at("/response/output/0/summary/0/text")
                        .asText())
                .isEqualTo("hm");
    }

    @Test
    void whatIsKeptCanBeToldListedAndDeleted() {
        String id = id("{'model':'gpt-fake','input':[{'role':'user','content':'a'},{'role':'assistant','content':'b'},"
                + "{'role':'user','content':'c'}]}");
        assertThat(Json.parse(send("GET", "/v1/responses/" + id).body())
                        .path("output_text")
                        .asText())
                .isEqualTo("You said: c");
        JsonNode page = Json.parse(
                send("GET", "/v1/responses/" + id + "/input_items?limit=2").body());
        assertThat(page.path("data")).hasSize(2);
        assertThat(page.at("/data/0/content/0/text").asText()).isEqualTo("c");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        JsonNode rest = Json.parse(send(
                        "GET",
                        "/responses/" + id + "/input_items?limit=2&after="
                                + page.path("last_id").asText())
                .body());
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(Json.parse(send("DELETE", "/v1/responses/" + id).body())
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        Refusals.refused(send("GET", "/v1/responses/" + id), 404, "not_found");
    }

    @Test
    void aResponseThatHasEndedCannotBeCancelled() {
        String id = id("{'model':'gpt-fake','input':'x'}");
        Refusals.refused(send("POST", "/v1/responses/" + id + "/cancel"), 400);
    }

    @Test
    void aStreamCanBeCancelledByItsId() {
        UPSTREAM.answer("long", TestingAnswers.stallAfter(1));
        String body = "{\"model\":\"fake/long\",\"input\":\"x\",\"stream\":true}";
        try (var stream = SLUICE.client().streamAt("/v1/responses", body, "Authorization", "Bearer sk-caller")) {
            String id = Json.parse(stream.next()).at("/response/id").asText();
            assertThat(Json.parse(send("GET", "/v1/responses/" + id).body())
                            .path("status")
                            .asText())
                    .isEqualTo("in_progress");
            JsonNode cancelled =
                    Json.parse(send("POST", "/v1/responses/" + id + "/cancel").body());
            assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
            String event = stream.next();
            while (!event.contains("response.failed")) {
                event = stream.next();
            }
            assertThat(event).contains("cancelled by its caller");
            Refusals.refused(send("GET", "/v1/responses/" + id), 404, "not_found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/responses/ID",
        "DELETE, /v1/responses/ID",
        "POST, /v1/responses/ID/cancel",
        "GET, /v1/responses/ID/input_items"
    })
    void anotherCallersResponseDoesNotExist(String method, String path) {
        String id = id("{'model':'gpt-fake','input':'secret'}");
        Refusals.refused(
                SLUICE.client().send(method, path.replace("ID", id), null, "Authorization", "Bearer sk-admin"),
                404,
                "not_found");
        Refusals.refused(send(method, path.replace("ID", "resp_unheard_of")), 404, "not_found");
    }

    @Test
    void anotherCallersResponseCannotBeGoneOnFrom() {
        String id = id("{'model':'gpt-fake','input':'secret'}");
        String body = "{\"model\":\"gpt-fake\",\"input\":\"x\",\"previous_response_id\":\"" + id + "\"}";
        int before = UPSTREAM.requests().size();
        Refusals.refused(
                SLUICE.client().post("/v1/responses", body, "Authorization", "Bearer sk-admin"), 404, "not_found");
        assertThat(UPSTREAM.requests()).hasSize(before);
    }

    @Test
    void whatIsNotToBeKeptIsNot() {
        JsonNode answer = created("{'model':'gpt-fake','input':'x','store':false}");
        Refusals.refused(send("GET", "/v1/responses/" + answer.path("id").asText()), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'gpt-fake'} | input",
                "{'model':'gpt-fake','input':'x','background':true} | background",
                "{'model':'gpt-fake','input':'x','tools':[{'type':'web_search'}]} | tools",
                "{'model':'gpt-fake','input':'x','temperature':9} | temperature",
                "{'model':'gpt-fake','input':'x','conversation':'conv_1'} | conversation"
            })
    void whatCannotBeServedIsAClearRefusal(String body, String param) {
        JsonNode error = Refusals.refused(post("/v1/responses", body), 400);
        assertThat(error.path("param").asText()).isEqualTo(param);
    }

    @Test
    void aStreamThatBreaksSaysSoAndIsNotKept() {
        UPSTREAM.answer("cut", TestingAnswers.cutAfter(2));
        List<TestingResponses.Event> events =
                TestingResponses.parse(post("/v1/responses", "{'model':'fake/cut','input':'x','stream':true}")
                        .body());
        assertThat(events.getLast().name()).isEqualTo("error");
        TestingResponses.Event failed = events.get(events.size() - 2);
        assertThat(failed.name()).isEqualTo("response.failed");
        assertThat(failed.json().at("/response/error/code").asText()).isEqualTo("server_error");
        Refusals.error(events.getLast().data());
        String id = failed.json().at("/response/id").asText();
        Refusals.refused(send("GET", "/v1/responses/" + id), 404, "not_found");
    }
}
