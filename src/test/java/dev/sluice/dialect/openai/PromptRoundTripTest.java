package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.testing.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read into neutral words and written again says the same.
class PromptRoundTripTest {

    private static Prompt read(String body) {
        return PromptReader.read(Document.parse(body.getBytes(UTF_8)));
    }

    private static JsonNode written(String body) throws Exception {
        byte[] json = PromptWriter.upstreamBody(read(body), "m", false, JsonNodeFactory.instance.objectNode());
        return Json.parse(new String(json, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"messages":[{"role":"system","content":"be kind"},{"role":"user","content":"hi","name":"ann"}],
                 "temperature":0.25,"top_p":1,"top_k":4,"max_tokens":7,"stop":["a","b"],"seed":3,"presence_penalty":1,
                 "frequency_penalty":-1.5,"n":2,"logprobs":true,"top_logprobs":2,"logit_bias":{"5":-100},
                 "user":"u","unheard_of":{"a":[1]}}""", """
                {"messages":[{"role":"user","content":[{"type":"text","text":"what"},
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},
                  {"type":"image_url","image_url":{"url":"https://a.example/b.png"}},
                  {"type":"input_audio","input_audio":{"data":"AAAA","format":"mp3"}},
                  {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}},
                  {"type":"file","file":{"file_id":"file-1"}}]}]}""", """
                {"messages":[{"role":"user","content":"hi"},
                  {"role":"assistant","content":null,"tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                    {"id":"c2","type":"function","function":{"name":"g","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"one"},
                  {"role":"tool","tool_call_id":"c2","content":"two"}],
                 "tools":[{"type":"function","function":{"name":"f","description":"d","strict":true,
                    "parameters":{"type":"object","properties":{"a":{"type":"integer"}}}}},
                   {"type":"function","function":{"name":"g","parameters":{}}}],
                 "tool_choice":{"type":"function","function":{"name":"f"}},"parallel_tool_calls":false}""", """
                {"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"","refusal":"no"}],
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","description":"d","strict":true,
                  "schema":{"type":"object"}}},"reasoning_effort":"low"}""", """
                {"messages":[{"role":"user","content":"hi"},
                  {"role":"assistant","content":"so","reasoning_content":"hm"}],
                 "response_format":{"type":"json_object"},"tools":[{"type":"function","function":{"name":"g",
                  "parameters":{}}}],"tool_choice":"required"}"""})
    void saysTheSameAgain(String body) throws Exception {
        JsonNode expected = Json.parse(body.replace("\"content\":\"\",\"refusal\"", "\"content\":null,\"refusal\""));
        JsonNode actual = written(body);
        expected.properties()
                .forEach(member -> assertThat(actual.path(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
        assertThat(actual.path("model").asText()).isEqualTo("m");
        assertThat(actual.path("stream").asBoolean(true)).isFalse();
    }

    @Test
    void readsFunctionsOfTheFirstFormAsTools() {
        Prompt prompt = read("""
                {"functions":[{"name":"f","parameters":{"type":"object"}}],"function_call":{"name":"f"},
                 "messages":[{"role":"user","content":"hi"},
                  {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
                  {"role":"function","name":"f","content":"one"}]}""");
        assertThat(prompt.tools())
                .singleElement()
                .satisfies(tool -> assertThat(tool.name()).isEqualTo("f"));
        assertThat(prompt.messages().getLast().role()).isEqualTo(Role.TOOL);
        var result = (Part.ToolResult) prompt.messages().getLast().parts().getFirst();
        assertThat(prompt.toolOf(result.id())).contains("f");
    }

    @Test
    void keepsTheProofOfReasoning() {
        Prompt prompt = read("""
                {"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"so",
                  "reasoning_content":"hm","reasoning_details":[
                   {"type":"reasoning.text","text":"hm","signature":"s"},{"type":"reasoning.encrypted","data":"e"}]}]}""");
        assertThat(prompt.messages().getLast().parts())
                .containsExactly(new Part.Thought("hm", "s"), new Part.SealedThought("e"), new Part.Text("so"));
    }

    @Test
    void showsTheImagesOfAToolAsTheUsers() throws Exception {
        var prompt = Prompt.of(java.util.List.of(new dev.sluice.exchange.Message(
                Role.TOOL,
                java.util.List.of(new Part.ToolResult(
                        "c1",
                        java.util.List.of(
                                new Part.Text("here"),
                                new Part.Image(dev.sluice.exchange.Content.of("image/png", "AAAA"), null)),
                        false)),
                null)));
        JsonNode body = Json.parse(
                new String(PromptWriter.upstreamBody(prompt, "m", true, JsonNodeFactory.instance.objectNode()), UTF_8));
        assertThat(body.at("/messages/0/content").asText()).isEqualTo("here");
        assertThat(body.at("/messages/1/content/0/image_url/url").asText()).isEqualTo("data:image/png;base64,AAAA");
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"custom","custom":{"name":"c"}}]}""", """
                {"messages":[{"role":"user","content":"hi"}],"tool_choice":{"type":"custom","custom":{"name":"c"}}}"""})
    void refusesWhatOnlyOpenAiCanSay(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.Invalid.class));
    }
}
