package dev.sluice.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.testing.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptWriterTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    private static JsonNode written(String body, String model, String overrides) {
        return written(ChatRequestReader.read(body.getBytes(UTF_8), Map.of()).prompt(), model, overrides);
    }

    private static JsonNode written(Prompt prompt, String model, String overrides) {
        return Json.parse(
                new String(PromptWriter.upstreamBody(prompt, model, (ObjectNode) Json.parse(overrides)), UTF_8));
    }

    private static JsonNode written(String body) {
        return written(body, "gemini-2.5-flash", "{}");
    }

    private static JsonNode with(String members) {
        return written("{" + HI + "," + members + "}");
    }

    @Test
    void textAndSystemAndWhatWasSaidBefore() {
        assertThat(written("""
                {"messages":[{"role":"system","content":"be kind"},{"role":"user","content":"hi"},
                  {"role":"user","content":"there"},{"role":"assistant","content":"yes?"},
                  {"role":"developer","content":"be short"},{"role":"user","content":"how"}]}""")).isEqualTo(Json.parse("""
                {"contents":[{"role":"user","parts":[{"text":"hi"},{"text":"there"}]},
                  {"role":"model","parts":[{"text":"yes?"}]},{"role":"user","parts":[{"text":"how"}]}],
                 "systemInstruction":{"parts":[{"text":"be kind\\n\\nbe short"}]}}"""));
    }

    @Test
    void nothingButASystemMessageIsAsked() {
        assertThat(written("{\"messages\":[{\"role\":\"system\",\"content\":\"say hi\"}]}"))
                .isEqualTo(Json.parse("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"say hi\"}]}]}"));
    }

    @Test
    void imagesSoundsAndFiles() {
        assertThat(written("""
                {"messages":[{"role":"user","content":[{"type":"text","text":"what"},
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                  {"type":"image_url","image_url":{"url":"https://a.example/b.JPG?x=.png"}},
                  {"type":"image_url","image_url":{"url":"https://a.example/b"}},
                  {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},
                  {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}}]}]}""").at("/contents/0/parts")).isEqualTo(Json.parse("""
                [{"text":"what"},{"inlineData":{"mimeType":"image/png","data":"AAAA"}},
                 {"fileData":{"mimeType":"image/jpeg","fileUri":"https://a.example/b.JPG?x=.png"}},
                 {"fileData":{"fileUri":"https://a.example/b"}},
                 {"inlineData":{"mimeType":"audio/wav","data":"AAAA"}},
                 {"inlineData":{"mimeType":"application/pdf","data":"AAAA"}}]"""));
    }

    @Test
    void toolsTheirCallsAndTheirResults() {
        JsonNode body = written("""
                {"messages":[{"role":"user","content":"hi"},
                  {"role":"assistant","content":"let me see","tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                    {"id":"c2","type":"function","function":{"name":"g","arguments":""}}]},
                  {"role":"tool","tool_call_id":"c1","content":"{\\"degrees\\":7}"},
                  {"role":"tool","tool_call_id":"c2","content":"two"}],
                 "tools":[{"type":"function","function":{"name":"f","description":"d","strict":true,"parameters":
                    {"type":"object","$defs":{"x":{"type":"string"}},"properties":{"a":{"type":"integer"}},
                     "additionalProperties":false}}},
                   {"type":"function","function":{"name":"g","parameters":{"type":"object","properties":{}}}}],
                 "tool_choice":{"type":"function","function":{"name":"f"}}}""");
        assertThat(body).isEqualTo(Json.parse("""
                {"contents":[{"role":"user","parts":[{"text":"hi"}]},
                  {"role":"model","parts":[{"text":"let me see"},
                    {"functionCall":{"id":"c1","name":"f","args":{"a":1}}},
                    {"functionCall":{"id":"c2","name":"g","args":{}}}]},
                  {"role":"user","parts":[
                    {"functionResponse":{"id":"c1","name":"f","response":{"degrees":7}}},
                    {"functionResponse":{"id":"c2","name":"g","response":{"output":"two"}}}]}],
                 "tools":[{"functionDeclarations":[{"name":"f","description":"d","parametersJsonSchema":
                    {"type":"object","$defs":{"x":{"type":"string"}},"properties":{"a":{"type":"integer"}},
                     "additionalProperties":false}},{"name":"g"}]}],
                 "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}}}"""));
    }

    @Test
    void aFailedToolAndWhatItShows() {
        Prompt prompt = Prompt.of(List.of(
                new Message(Role.ASSISTANT, List.of(new Part.ToolUse("c1", "f", "{}")), null),
                new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult(
                                "c1",
                                List.of(
                                        new Part.Text("{\"a\":1}"),
                                        new Part.Image(Content.of("image/png", "AA=="), null)),
                                true)),
                        null)));
        assertThat(written(prompt, "m", "{}").at("/contents/1/parts")).isEqualTo(Json.parse("""
                [{"functionResponse":{"id":"c1","name":"f","response":{"error":"{\\"a\\":1}"}}},
                 {"inlineData":{"mimeType":"image/png","data":"AA=="}}]"""));
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "none, NONE", "required, ANY"})
    void choosingTools(String choice, String mode) {
        assertThat(with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"" + choice
                                + "\"")
                        .at("/toolConfig/functionCallingConfig/mode")
                        .asText())
                .isEqualTo(mode);
    }

    @Test
    void sampling() {
        assertThat(with("""
                "temperature":0.25,"top_p":0.5,"top_k":4,"max_tokens":7,"stop":["a","b"],"seed":3,"presence_penalty":1,
                "frequency_penalty":-1.5,"n":2,"user":"u","unheard_of":1,"parallel_tool_calls":false""").path("generationConfig")).isEqualTo(Json.parse("""
                {"temperature":0.25,"topP":0.5,"topK":4,"maxOutputTokens":7,"stopSequences":["a","b"],"seed":3,
                 "presencePenalty":1,"frequencyPenalty":-1.5,"candidateCount":2}"""));
        assertThat(with("\"seed\":4294967297").at("/generationConfig/seed").canConvertToInt())
                .isTrue();
        assertThat(with("\"unheard_of\":1").has("unheard_of")).isFalse();
    }

    @Test
    void formats() {
        assertThat(with("\"response_format\":{\"type\":\"json_object\"}").path("generationConfig"))
                .isEqualTo(Json.parse("{\"responseMimeType\":\"application/json\"}"));
        assertThat(with("""
                "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}""").path("generationConfig"))
                .isEqualTo(Json.parse(
                        "{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":\"object\"}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-2.5-flash | 'reasoning_effort':'low' | {'thinkingBudget':1024,'includeThoughts':true}",
                "gemini-2.5-flash | 'reasoning_effort':'none' | {'thinkingBudget':0}",
                "gemini-2.5-pro | 'reasoning_effort':'none' | {'thinkingBudget':128}",
                "gemini-2.5-pro | 'thinking':{'type':'enabled','budget_tokens':500} "
                        + "| {'thinkingBudget':500,'includeThoughts':true}",
                "gemini-3-pro-preview | 'reasoning_effort':'high' | {'thinkingLevel':'high','includeThoughts':true}",
                "gemini-3-pro-preview | 'reasoning_effort':'minimal' | {'thinkingLevel':'low','includeThoughts':true}",
                "gemini-3.5-flash | 'enable_thinking':false | {'thinkingLevel':'minimal'}",
                "gemini-3.5-flash | 'reasoning':{'exclude':true} | {'includeThoughts':false}",
                "gemini-3.5-flash | 'reasoning_effort':'xhigh' | {'thinkingLevel':'high','includeThoughts':true}",
                "gemini-3.5-flash | 'temperature':1 | ",
                "gemini-2.0-flash | 'reasoning_effort':'high' | ",
                "gemma-3-27b-it | 'reasoning_effort':'high' | ",
            })
    void thinking(String model, String asked, String expected) {
        JsonNode config = written("{" + HI + "," + asked.replace('\'', '"') + "}", model, "{}")
                .at("/generationConfig/thinkingConfig");
        if (expected == null) {
            assertThat(config.isMissingNode()).isTrue();
        } else {
            assertThat(config).isEqualTo(Json.parse(expected.replace('\'', '"')));
        }
    }

    private static Prompt signed(String signature) {
        return Prompt.of(List.of(
                Message.of(Role.USER, "hi"),
                new Message(
                        Role.ASSISTANT,
                        List.of(
                                new Part.Thought("hm", signature),
                                new Part.Text("one moment"),
                                new Part.ToolUse("a", "f", "{}"),
                                new Part.ToolUse("b", "f", "{}")),
                        null)));
    }

    @Test
    void signaturesGoBackOnTheirParts() {
        JsonNode ofCall =
                written(signed("gemini:1:c2ln"), "gemini-2.5-pro", "{}").at("/contents/1/parts");
        assertThat(ofCall.at("/2/thoughtSignature").asText()).isEqualTo("c2ln");
        assertThat(ofCall.findValues("thoughtSignature")).hasSize(1);
        JsonNode ofText =
                written(signed("gemini::c2ln"), "gemini-2.5-pro", "{}").at("/contents/1/parts");
        assertThat(ofText.at("/0/thoughtSignature").asText()).isEqualTo("c2ln");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EqQBanthropic==", "gemini:", "gemini:x:y", "gemini:99999999999:y"})
    void signaturesOfOthersDoNotTravelAndNewModelsAreToldSo(String foreign) {
        assertThat(written(signed(foreign), "gemini-2.5-pro", "{}").findValues("thoughtSignature"))
                .isEmpty();
        JsonNode parts = written(signed(foreign), "gemini-3-pro", "{}").at("/contents/1/parts");
        assertThat(parts.at("/1/thoughtSignature").asText()).isEqualTo("skip_thought_signature_validator");
        assertThat(parts.findValues("thoughtSignature")).hasSize(1);
    }

    @Test
    void whatGeminiAloneKnowsTravels() {
        assertThat(with("""
                "safety_settings":[{"category":"c","threshold":"t"}],"cachedContent":"cachedContents/1",
                "generationConfig":{"responseModalities":["TEXT","IMAGE"]},"media_resolution":"LOW\"""")).isEqualTo(Json.parse("""
                {"contents":[{"role":"user","parts":[{"text":"hi"}]}],
                 "safetySettings":[{"category":"c","threshold":"t"}],"cachedContent":"cachedContents/1",
                 "generationConfig":{"responseModalities":["TEXT","IMAGE"],"mediaResolution":"LOW"}}"""));
    }

    @Test
    void operatorsOverride() {
        JsonNode body = written("{" + HI + ",\"top_p\":1,\"max_tokens\":9}", "gemini-2.5-flash", """
                {"temperature":0.7,"max_tokens":5,"stop":"x","top_p":null,"labels":{"a":"b"},
                 "generationConfig":{"thinkingConfig":{"thinkingBudget":1}}}""");
        assertThat(body.path("generationConfig")).isEqualTo(Json.parse("""
                {"temperature":0.7,"maxOutputTokens":5,"stopSequences":["x"],"thinkingConfig":{"thinkingBudget":1}}"""));
        assertThat(body.at("/labels/a").asText()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"logprobs\":true",
                "\"logit_bias\":{\"5\":1}",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}]}]",
                "\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"nobody's\",\"content\":\"x\"}]",
                "\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"[1]\"}}]}]"
            })
    void whatCannotBeSaidIsRefused(String members) {
        String body = members.contains("messages") ? "{" + members + "}" : "{" + HI + "," + members + "}";
        assertThatThrownBy(() -> written(body))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Invalid.class,
                                        invalid -> assertThat(invalid.code()).isEqualTo("unsupported_value")));
    }
}
