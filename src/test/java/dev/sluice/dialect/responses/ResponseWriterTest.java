package dev.sluice.dialect.responses;

import static dev.sluice.dialect.responses.TestingResponses.finished;
import static dev.sluice.dialect.responses.TestingResponses.streamed;
import static dev.sluice.dialect.responses.TestingResponses.text;
import static dev.sluice.dialect.responses.TestingResponses.thought;
import static dev.sluice.dialect.responses.TestingResponses.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseWriterTest {
    private static final String HELLO = "{'model':'m','input':'hi'}";
    private static final ReplyEvent SPENT = new ReplyEvent.Spent(new Usage(10, 5, 4, 2), null);

    private static List<String> types(List<JsonNode> told) {
        return told.stream().map(event -> event.path("type").asText("")).toList();
    }

    @Test
    void aTextIsToldStepByStep() {
        List<JsonNode> told = streamed(HELLO, text("Hel"), text("lo"), finished("stop"), SPENT);
        assertThat(types(told))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed",
                        "");
        for (int i = 0; i < told.size() - 1; i++) {
            assertThat(told.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
        }
        JsonNode completed = told.get(9).path("response");
        assertThat(completed.at("/output/0/content/0/text").asText()).isEqualTo("Hello");
        assertThat(completed.path("status").asText()).isEqualTo("completed");
        assertThat(completed.at("/usage/input_tokens_details/cached_tokens").asInt())
                .isEqualTo(4);
        assertThat(completed.at("/usage/output_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(2);
        assertThat(completed.path("id")).isEqualTo(told.getFirst().at("/response/id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"input\":\"*** Begin\\n\"} | `*** Begin\n`", "*** raw | *** raw", "{\"in\":1} | {\"in\":1}"})
    void aCallOfAToolThatTakesPlainTextGivesTheText(String arguments, String input) {
        String request = "{'input':'x','tools':[{'type':'custom','name':'c'},{'type':'function','name':'f'}]}";
        List<JsonNode> told = streamed(
                request,
                new ReplyEvent.ToolCall(0, 0, "call_1", "c", arguments.substring(0, 3)),
                new ReplyEvent.ToolCall(0, 0, null, null, arguments.substring(3)),
                finished("tool_calls"));
        assertThat(types(told))
                .containsSubsequence(
                        "response.output_item.added",
                        "response.custom_tool_call_input.delta",
                        "response.custom_tool_call_input.done",
                        "response.output_item.done",
                        "response.completed");
        JsonNode item = told.getLast().at("/output/0");
        assertThat(item.path("type").asText()).isEqualTo("custom_tool_call");
        assertThat(item.path("call_id").asText()).isEqualTo("call_1");
        assertThat(item.path("input").asText()).isEqualTo(input);
    }

    @Test
    void aCallOfAToolInANamespaceNamesBoth() {
        String request = "{'input':'x','tools':[{'type':'namespace','name':'crm','tools':[{'type':'function',"
                + "'name':'find'}]}]}";
        JsonNode item = whole(
                        request, new ReplyEvent.ToolCall(0, 0, "call_1", "crm__find", "{}"), finished("tool_calls"))
                .at("/output/0");
        assertThat(item.path("namespace").asText()).isEqualTo("crm");
        assertThat(item.path("name").asText()).isEqualTo("find");
    }

    private static ReplyEvent source(int start, int end) {
        return new ReplyEvent.Cited(
                0, new Citation("https://a.example", "A", new Citation.Place(start, end), "not told"));
    }

    @Test
    void sourcesAreToldInTheTextThatRestsOnThem() {
        List<JsonNode> told =
                streamed(HELLO, source(0, 1), text("é😀 so"), source(3, 5), source(9, 7), finished("stop"), SPENT);
        List<JsonNode> added = told.stream()
                .filter(event -> event.path("type").asText().equals("response.output_text.annotation.added"))
                .toList();
        assertThat(added).hasSize(2);
        assertThat(added.getFirst())
                .isEqualTo(Json.parse("{\"type\":\"response.output_text.annotation.added\",\"item_id\":"
                        + added.getFirst().path("item_id") + ",\"output_index\":0,\"content_index\":0,"
                        + "\"annotation_index\":0,\"annotation\":{\"type\":\"url_citation\",\"start_index\":3,"
                        + "\"end_index\":5,\"url\":\"https://a.example\",\"title\":\"A\"},\"sequence_number\":5}"));
        assertThat(added.getLast().path("annotation_index").asInt()).isEqualTo(1);
        assertThat(added.getLast().at("/annotation/end_index").asInt()).isEqualTo(5);
        JsonNode kept = told.getLast().at("/output/0/content/0/annotations");
        assertThat(kept)
                .containsExactly(
                        added.getFirst().path("annotation"), added.getLast().path("annotation"));
        for (JsonNode event : told) {
            if (event.path("type").asText().equals("response.content_part.done")) {
                assertThat(event.at("/part/annotations")).isEqualTo(kept);
            }
        }
    }

    @Test
    void thePlaceOfASourceIsCountedFromTheBeginningOfItsText() {
        JsonNode response = whole(
                HELLO,
                text("first"),
                source(0, 5),
                thought("hm"),
                source(0, 2),
                text("second"),
                source(7, 9),
                source(1, 3),
                finished("stop"));
        JsonNode first = response.at("/output/0/content/0/annotations");
        assertThat(first).hasSize(2);
        assertThat(first.at("/1/end_index").asInt()).isEqualTo(2);
        JsonNode second = response.at("/output/2/content/0/annotations");
        assertThat(second).hasSize(2);
        assertThat(second.at("/0/start_index").asInt()).isEqualTo(2);
        assertThat(second.at("/0/end_index").asInt()).isEqualTo(4);
        assertThat(second.at("/1/start_index").asInt()).isZero();
        assertThat(second.at("/1/end_index").asInt()).isEqualTo(6);
    }

    @Test
    void aSourceThatComesAfterItsTextHasEndedIsToldAndKept() {
        List<JsonNode> told = streamed(HELLO, text("so"), thought("hm"), source(0, 2), finished("stop"), source(0, 1));
        List<JsonNode> added = told.stream()
                .filter(event -> event.path("type").asText().equals("response.output_text.annotation.added"))
                .toList();
        assertThat(added)
                .extracting(event -> event.path("output_index").asInt())
                .containsExactly(0, 0);
        assertThat(added)
                .extracting(event -> event.path("annotation_index").asInt())
                .containsExactly(0, 1);
        assertThat(told.getLast().at("/output/0/content/0/annotations"))
                .containsExactly(
                        added.getFirst().path("annotation"), added.getLast().path("annotation"));
    }

    @Test
    void reasoningIsAnItemOfItsOwnInItsOwnWords() {
        List<JsonNode> told = streamed(HELLO, thought("mm"), thought("hm"), text("so"), finished("stop"));
        assertThat(types(told))
                .containsSubsequence(
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.reasoning_text.delta",
                        "response.reasoning_text.delta",
                        "response.reasoning_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.output_text.delta");
        JsonNode output = told.getLast().path("output");
        assertThat(output.at("/0/type").asText()).isEqualTo("reasoning");
        assertThat(output.at("/0/content/0/text").asText()).isEqualTo("mmhm");
        assertThat(output.at("/0/summary")).isEmpty();
        assertThat(output.at("/1/content/0/text").asText()).isEqualTo("so");
    }

    @Test
    void reasoningIsASummaryWhereOneWasAskedFor() {
        List<JsonNode> told =
                streamed("{'input':'hi','reasoning':{'summary':'auto'}}", thought("mm"), text("so"), finished("stop"));
        assertThat(types(told))
                .containsSubsequence(
                        "response.output_item.added",
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done");
        assertThat(told.getLast().at("/output/0/summary/0/text").asText()).isEqualTo("mm");
    }

    @Test
    void aProofOfReasoningComesBackAsItWas() {
        JsonNode response = whole(
                HELLO,
                thought("mm"),
                new ReplyEvent.Signed(0, "sig"),
                new ReplyEvent.SealedThought(0, "sealed"),
                text("so"),
                finished("stop"));
        String again = "{\"input\":" + response.path("output") + "}";
        var parts =
                TestingResponses.request(again).prompt().messages().getFirst().parts();
        assertThat(parts.toString())
                .contains("Thought[text=mm, signature=sig]", "SealedThought[data=sealed]", "Text[text=so]");
    }

    @Test
    void callsAreItemsAndMayComeInterleaved() {
        List<JsonNode> told = streamed(
                HELLO,
                new ReplyEvent.ToolCall(0, 0, "call_a", "f", ""),
                new ReplyEvent.ToolCall(0, 1, "call_b", "g", "{\"x\""),
                new ReplyEvent.ToolCall(0, 0, null, null, "{}"),
                new ReplyEvent.ToolCall(0, 1, null, null, ":1}"),
                finished("tool_calls"));
        JsonNode output = told.getLast().path("output");
        assertThat(output).hasSize(2);
        assertThat(output.at("/0/call_id").asText()).isEqualTo("call_a");
        assertThat(output.at("/0/arguments").asText()).isEqualTo("{}");
        assertThat(output.at("/1/name").asText()).isEqualTo("g");
        assertThat(output.at("/1/arguments").asText()).isEqualTo("{\"x\":1}");
        assertThat(output.at("/1/status").asText()).isEqualTo("completed");
        assertThat(types(told))
                .containsSubsequence(
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.completed");
    }

    @ParameterizedTest
    @CsvSource({
        "stop, completed, '', completed",
        "tool_calls, completed, '', completed",
        "length, incomplete, max_output_tokens, incomplete",
        "content_filter, incomplete, content_filter, incomplete"
    })
    void theReasonOfTheEndIsAStatus(String reason, String status, String why, String last) {
        List<JsonNode> told = streamed(HELLO, text("half"), finished(reason));
        JsonNode response = told.getLast();
        assertThat(response.path("status").asText()).isEqualTo(status);
        assertThat(response.at("/incomplete_details/reason").asText("")).isEqualTo(why);
        assertThat(types(told)).contains("response." + last);
    }

    @Test
    void aRefusalIsAPartOfAMessage() {
        JsonNode response = whole(HELLO, new ReplyEvent.Refused(0, "no"), finished("stop"));
        assertThat(response.at("/output/0/content/0/refusal").asText()).isEqualTo("no");
        assertThat(response.path("output_text").asText("?")).isEmpty();
    }

    @Test
    void anAnswerOfNothingIsAMessageOfNothing() {
        JsonNode response = whole(HELLO, finished("stop"));
        assertThat(response.at("/output/0/content/0/text").asText("?")).isEmpty();
    }

    @Test
    void whatWasAskedForIsGivenBack() {
        JsonNode response = whole("""
                {'model':'x','input':'hi','instructions':'be brief','temperature':0.25,'metadata':{'a':'b'},
                 'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'function','name':'f'},
                 'text':{'format':{'type':'json_object'},'verbosity':'low'},'max_output_tokens':9,'store':false}
                """, text("{}"), finished("stop"));
        assertThat(response.path("instructions").asText()).isEqualTo("be brief");
        assertThat(response.path("temperature").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(response.at("/tool_choice/name").asText()).isEqualTo("f");
        assertThat(response.at("/tools/0/strict").isNull()).isTrue();
        assertThat(response.at("/text/format/type").asText()).isEqualTo("json_object");
        assertThat(response.path("store").asBoolean(true)).isFalse();
        assertThat(response.path("model").asText()).isEqualTo("m");
        assertThat(response.path("provider").asText()).isEqualTo("fake");
        assertThat(response.path("output_text").asText()).isEqualTo("{}");
    }

    @Test
    void aFailureTellsWhatBecameOfTheResponseAndThenTheError() {
        var writer = new ResponseWriter(
                TestingResponses.request("{'stream':true,'input':'hi'}"), null, "fake", "m", TestingResponses.CLOCK);
        List<ResponseEvent> out = new ArrayList<>();
        writer.write(text("half"), out);
        int before = out.size();
        writer.failed(
                TestingResponses.bytes(
                        "{'error':{'message':'it broke','type':'provider_error','param':null,'code':'upstream_error'}}"),
                out);
        List<JsonNode> told = TestingResponses.parsed(out).subList(before, out.size());
        assertThat(types(told)).containsExactly("response.failed", "error");
        assertThat(told.getFirst().at("/response/status").asText()).isEqualTo("failed");
        assertThat(told.getFirst().at("/response/error/code").asText()).isEqualTo("server_error");
        assertThat(told.getLast().path("message").asText()).isEqualTo("it broke");
        assertThat(told.getLast().at("/error/code").asText()).isEqualTo("upstream_error");
        assertThat(told.getLast().path("sequence_number").asInt()).isEqualTo(out.size() - 1);
    }

    @Test
    void anUpstreamsOwnResponseKeepsItsBytes() {
        byte[] json = TestingResponses.bytes("{ 'id':'resp_1', 'output':[], 'x':1.10 }");
        var writer = new ResponseWriter(
                TestingResponses.request("{'input':'hi'}"), null, "fake", "m", TestingResponses.CLOCK);
        writer.write(new ReplyEvent.Whole(Dialect.OPENAI_RESPONSES, json, Usage.NONE), new ArrayList<>());
        writer.end(new ArrayList<>());
        assertThat(new String(writer.whole(), StandardCharsets.UTF_8))
                .isEqualTo("{ \"id\":\"resp_1\", \"output\":[], \"x\":1.10 ,\"provider\":\"fake\"}");
    }

    @Test
    void anUpstreamsEventsKeepTheirBytes() {
        byte[] delta = TestingResponses.bytes(
                "{ 'type':'response.output_text.delta', 'sequence_number': 2, 'delta':'x', 'new':1.10 }");
        byte[] done = TestingResponses.bytes(
                "{'type':'response.completed','sequence_number':3,'response':{'id':'resp_1','output':[]}}");
        var writer = new ResponseWriter(
                TestingResponses.request("{'stream':true,'input':'hi'}"),
                "resp_0",
                "fake",
                "m",
                TestingResponses.CLOCK);
        List<ResponseEvent> out = new ArrayList<>();
        writer.write(new ReplyEvent.Chunk(Dialect.OPENAI_RESPONSES, delta), out);
        writer.write(new ReplyEvent.Chunk(Dialect.OPENAI_RESPONSES, done), out);
        JsonNode response = writer.end(out);
        assertThat(out.getFirst().json()).isSameAs(delta);
        assertThat(out.getFirst().name()).isEqualTo("response.output_text.delta");
        assertThat(response.path("previous_response_id").asText())
                .as("only the gateway knows what came before")
                .isEqualTo("resp_0");
        assertThat(Json.parse(new String(out.getLast().json(), StandardCharsets.UTF_8))
                        .at("/response/previous_response_id")
                        .asText())
                .isEqualTo("resp_0");
    }
}
