package dev.sluice.dialect.responses;

import static dev.sluice.dialect.responses.TestingResponses.finished;
import static dev.sluice.dialect.responses.TestingResponses.streamed;
import static dev.sluice.dialect.responses.TestingResponses.text;
import static dev.sluice.dialect.responses.TestingResponses.thought;
import static dev.sluice.dialect.responses.TestingResponses.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.TestingSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Compares what is read and written with OpenAI's published document, where a copy of it lies beside the project.
class ResponseSchemaTest {
    private static final String RICH = """
            {'input':'hi','instructions':'be brief','temperature':0.25,'metadata':{'a':'b'},'user':'u',
             'tools':[{'type':'function','name':'f','description':'d','parameters':{'type':'object'},'strict':true},
                      {'type':'function','name':'g'},
                      {'type':'custom','name':'h','format':{'type':'text'}}],
             'tool_choice':{'type':'function','name':'f'},'reasoning':{'effort':'low','summary':'auto'},
             'text':{'format':{'type':'json_schema','name':'n','schema':{'type':'object'},'strict':null}}}
            """;
    private static final String PLAIN = "{'input':'hi'}";
    private static final ReplyEvent[] EVERYTHING = {
        thought("mm"),
        new ReplyEvent.Signed(0, "sig"),
        new ReplyEvent.SealedThought(0, "sealed"),
        text("Hel"),
        text("lo"),
        new ReplyEvent.Refused(0, "no"),
        new ReplyEvent.ToolCall(0, 0, "call_a", "f", "{"),
        new ReplyEvent.ToolCall(0, 1, "call_b", "g", "{}"),
        new ReplyEvent.ToolCall(0, 0, null, null, "}"),
        new ReplyEvent.ToolCall(0, 2, "call_c", "h", "{\"input\":\"x\"}"),
        finished("tool_calls"),
        new ReplyEvent.Spent(new Usage(10, 5, 4, 2), null)
    };

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyEventIsWhatOpenAiDocuments() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String request : List.of(RICH, PLAIN)) {
            for (String reason : List.of("tool_calls", "length", "content_filter")) {
                ReplyEvent[] events = EVERYTHING.clone();
                events[events.length - 2] = finished(reason);
                List<JsonNode> told = streamed(request, events);
                for (JsonNode event : told.subList(0, told.size() - 1)) {
                    TestingSchema.ofEvent(event.path("type").asText()).accepts(bytes(event));
                    seen.add(event.path("type").asText());
                }
            }
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(21);
    }

    @Test
    void everyResponseIsWhatOpenAiDocuments() throws IOException {
        TestingSchema schema = TestingSchema.of("Response");
        schema.accepts(bytes(whole(RICH, EVERYTHING)));
        schema.accepts(bytes(whole(PLAIN, EVERYTHING)));
        schema.accepts(bytes(whole(PLAIN, text("half"), finished("length"))));
        schema.accepts(bytes(whole(PLAIN, finished("content_filter"))));
        assertThat(schema.rejects("{\"id\":\"resp_1\",\"object\":\"response\"}"))
                .isTrue();
    }

    @Test
    void aWholeAnswerUnfoldsIntoDocumentedEvents() throws IOException {
        byte[] json = bytes(whole(RICH, EVERYTHING));
        List<JsonNode> told = streamed(PLAIN, new ReplyEvent.Whole(Dialect.OPENAI_RESPONSES, json, Usage.NONE));
        for (JsonNode event : told.subList(0, told.size() - 1)) {
            TestingSchema.ofEvent(event.path("type").asText()).accepts(bytes(event));
        }
        assertThat(told.getLast().path("output")).hasSize(6);
    }

    @Test
    void aFailureIsWhatOpenAiDocuments() throws IOException {
        var writer = new ResponseWriter(
                TestingResponses.request("{'stream':true,'input':'hi'}"), null, "fake", "m", TestingResponses.CLOCK);
        List<ResponseEvent> out = new ArrayList<>();
        writer.failed(TestingResponses.bytes("{'error':{'message':'no','type':'rate_limit_error'}}"), out);
        assertThat(out).hasSize(4);
        for (JsonNode event : TestingResponses.parsed(out)) {
            TestingSchema.ofEvent(event.path("type").asText()).accepts(bytes(event));
        }
    }

    @Test
    void keptItemsAreToldAsOpenAiDocuments() throws IOException {
        TestingSchema schema = TestingSchema.of("ItemResource");
        var request = TestingResponses.request("""
                {'input':[{'role':'user','content':'hi'},{'role':'assistant','content':'ho'},
                 {'type':'message','role':'user','content':[{'type':'input_text','text':'look'},
                   {'type':'input_image','image_url':'https://example.com/a.png'}]},
                 {'type':'function_call','call_id':'c','name':'f','arguments':'{}'},
                 {'type':'function_call_output','call_id':'c','output':'1'},
                 {'type':'custom_tool_call','call_id':'d','name':'h','input':'x'},
                 {'type':'custom_tool_call_output','call_id':'d','output':'1'},
                 {'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':null}]}
                """);
        for (JsonNode item : InputItems.of(request)) {
            schema.accepts(bytes(InputItems.told(item, InputItems.id(item))));
        }
        schema.accepts(bytes(
                InputItems.told(InputItems.of(TestingResponses.request(PLAIN)).getFirst(), "msg_1")));
    }

    @Test
    void everyParameterHasARule() throws IOException {
        Set<String> parameters = new TreeSet<>();
        JsonNode schemas = TestingSchema.all();
        collect(schemas, schemas.path("CreateResponse"), parameters);
        assertThat(parameters).contains("input", "temperature", "metadata");
        assertThat(ResponseRules.SHAPE.names()).containsAll(parameters);
    }

    private static void collect(JsonNode schemas, JsonNode schema, Set<String> names) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            collect(schemas, schemas.path(reference.substring(reference.lastIndexOf('/') + 1)), names);
        }
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(part -> collect(schemas, part, names));
    }

    @Test
    void everyTypeOfToolAndItemIsKnown() throws IOException {
        JsonNode schemas = TestingSchema.all();
        for (String type : types(schemas, schemas.at("/Tool/oneOf"))) {
            TestingResponses.request("{'input':'hi','tools':[{'type':'" + type + "','name':'n'}]}");
        }
        for (String list : List.of("/Item/oneOf", "/InputItem/oneOf")) {
            for (String type : types(schemas, schemas.at(list))) {
                TestingResponses.request("{'input':[{'type':'" + type
                        + "','role':'user','content':[{'type':'output_text','text':'x'}],'id':'i','call_id':'c','name':'n','arguments':'','input':'','output':'',"
                        + "'summary':[]}]}");
            }
        }
    }

    private static Set<String> types(JsonNode schemas, JsonNode options) {
        Set<String> types = new TreeSet<>();
        for (JsonNode option : options) {
            JsonNode schema = schemas.path(option.path("$ref").asText().replaceAll(".*/", ""));
            schema.at("/properties/type/enum").forEach(word -> types.add(word.asText()));
        }
        return types;
    }
}
