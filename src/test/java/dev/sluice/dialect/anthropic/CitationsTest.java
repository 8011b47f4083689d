package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnthropic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitationsTest {
    private static final String FOUND = "{'type':'web_search_result_location','url':'https://a.example','title':'A',"
            + "'cited_text':'told there','encrypted_index':'x'}";
    private static final Citation A = new Citation("https://a.example", "A", null, "told there");

    private static List<ReplyEvent> neutral(String... blocks) {
        String message = TestingAnthropic.message("end_turn", blocks).replace('\'', '"');
        return TestingMessages.decoded(List.of(MessageReader.read(message.getBytes(UTF_8), "fake")));
    }

    private static List<ReplyEvent> sources(List<ReplyEvent> events) {
        return events.stream().filter(ReplyEvent.Cited.class::isInstance).toList();
    }

    @Test
    void aSourceStandsForItsBlock() {
        assertThat(sources(neutral(
                        "{'type':'text','text':'é😀 '}",
                        "{'type':'text','text':'It rains.','citations':[" + FOUND + "]}",
                        "{'type':'text','text':' So.','citations':null}")))
                .containsExactly(new ReplyEvent.Cited(0, A.at(3, 12)));
    }

    @Test
    void aSourceMayComeBeforeItsWords() {
        List<String> events =
                new ArrayList<>(TestingAnthropic.events("end_turn", "{\"type\":\"text\",\"text\":\"so\"}"));
        int start = events.stream()
                .map(Json::parse)
                .map(event -> event.path("type").asText())
                .toList()
                .indexOf("content_block_start");
        events.add(
                start + 1,
                ("{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':" + FOUND + "}}")
                        .replace('\'', '"'));
        assertThat(TestingMessages.decoded(TestingMessages.read(events, new ArrayList<>())))
                .containsSubsequence(new ReplyEvent.Text(0, "so"), new ReplyEvent.Cited(0, A.at(0, 2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'search_result_location','source':'https://s.example','title':null,'cited_text':'c'} | https://s.example",
                "{'type':'search_result_location','source':'shelf 7','title':'S','cited_text':'c'}            | ``",
                "{'type':'page_location','document_index':0,'document_title':'D','cited_text':'c'}            | ``",
                "{'type':'web_search_result_location','title':'no address'}                                   | ``",
                "{'type':'of_tomorrow','url':'https://t.example'}                                             | ``",
                "7                                                                                            | ``",
            })
    void onlySourcesWithAnAddressAreTold(String citation, String url) {
        List<ReplyEvent> told = sources(neutral("{'type':'text','text':'so','citations':[" + citation + "]}"));
        assertThat(told.stream()
                        .map(event -> ((ReplyEvent.Cited) event).citation().url()))
                .isEqualTo(url.isEmpty() ? List.of() : List.of(url));
    }

    @Test
    void aSourceIsWrittenIntoTheBlockOfItsText() {
        JsonNode message = Json.parse(TestingMessages.whole(List.of(
                new ReplyEvent.Text(0, "so"),
                new ReplyEvent.Cited(0, A),
                new ReplyEvent.Cited(0, new Citation("https://b.example", "", null, null)),
                new ReplyEvent.Cited(1, A),
                new ReplyEvent.Finished(0, "stop"))));
        assertThat(message.at("/content/0/citations"))
                .isEqualTo(Json.parse(("[{'type':'web_search_result_location','url':'https://a.example','title':'A',"
                                + "'cited_text':'told there','encrypted_index':''},"
                                + "{'type':'web_search_result_location','url':'https://b.example','title':null,"
                                + "'cited_text':'','encrypted_index':''}]")
                        .replace('\'', '"')));
    }

    @Test
    void aSourceThatComesBeforeOrAfterItsTextIsNotLost() {
        List<ReplyEvent> events = List.of(
                new ReplyEvent.Cited(0, A),
                new ReplyEvent.Text(0, "so"),
                new ReplyEvent.ToolCall(0, 0, "c", "f", "{}"),
                new ReplyEvent.Cited(0, A),
                new ReplyEvent.Finished(0, "tool_calls"));
        JsonNode content = Json.parse(TestingMessages.whole(events)).path("content");
        assertThat(content).hasSize(2);
        assertThat(content.at("/0/text").asText()).isEqualTo("so");
        assertThat(content.at("/0/citations")).hasSize(2);
        assertThat(content.at("/1/type").asText()).isEqualTo("tool_use");
    }

    @Test
    void aStreamNamesLateSourcesInALastBlock() {
        var writer = new MessageEventWriter("m");
        List<byte[]> out = new ArrayList<>();
        List.of(
                        new ReplyEvent.Text(0, "so"),
                        new ReplyEvent.ToolCall(0, 0, "c", "f", "{}"),
                        new ReplyEvent.Cited(0, A),
                        new ReplyEvent.Finished(0, "tool_calls"))
                .forEach(event -> writer.write(event, out));
        writer.end(out);
        List<String> events = out.stream()
                .map(json -> Json.parse(new String(json, UTF_8)))
                .map(event ->
                        event.path("type").asText() + " " + event.path("index").asText() + " "
                                + event.at("/delta/type").asText())
                .toList();
        assertThat(events)
                .containsSubsequence(
                        "content_block_stop 1 ",
                        "content_block_start 2 ",
                        "content_block_delta 2 citations_delta",
                        "content_block_stop 2 ",
                        "message_delta  ");
    }

    @Test
    void aBlockOfLateSourcesAloneIsNotSentToAnthropic() {
        String made = "{'type':'web_search_result_location','url':'u','title':null,'cited_text':'',"
                + "'encrypted_index':''}";
        String body = "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'hi'},{'role':'assistant',"
                + "'content':[{'type':'text','text':'so'},{'type':'text','text':'','citations':[" + made + "]}]}]}";
        ChatRequest request = MessagesReader.read(body.replace('\'', '"').getBytes(UTF_8), Map.of());
        assertThat(new String(MessagesWriter.upstreamBody(request, "m", (ObjectNode) Json.parse("{}")), UTF_8))
                .contains("\"content\":[{\"type\":\"text\",\"text\":\"so\"}]");
    }

    private static String sent(String citations, boolean counted) {
        String body = "{'model':'m', 'max_tokens':9,'messages':[{'role':'user','content':'hi'},{'role':'assistant',"
                + "'content':[{'type':'text','text':'so','citations':" + citations + "}]},"
                + "{'role':'user','content':[{'type':'text','text':'on', 'x':1.50}]}]}";
        ChatRequest request = MessagesReader.read(body.replace('\'', '"').getBytes(UTF_8), Map.of());
        byte[] json = counted
                ? MessagesWriter.countBody(request, "m")
                : MessagesWriter.upstreamBody(request, "m", (ObjectNode) Json.parse("{}"));
        return new String(json, UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sourcesThatAnthropicDidNotFindAreNotSentToIt(boolean counted) {
        String made = "{'type':'web_search_result_location','url':'u','title':null,'cited_text':'',"
                + "'encrypted_index':''}";
        assertThat(sent("[" + made + "]", counted)).contains("{'type':'text','text':'so'}", "'x':1.5");
        assertThat(sent("[" + made + "," + FOUND + "," + made + "]", counted)).contains("'citations':[" + FOUND + "]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sourcesThatItFoundPassAsTheyCame(boolean counted) {
        assertThat(sent("[ " + FOUND + "]", counted)).contains("'citations':[ " + FOUND + "]", "'text':'on', 'x':1.50");
        assertThat(sent("null", counted)).contains("'citations':null");
    }
}
