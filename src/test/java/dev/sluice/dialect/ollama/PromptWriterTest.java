package dev.sluice.dialect.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptWriterTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    private static JsonNode written(String body, String overrides) {
        var prompt = ChatRequestReader.read(body.getBytes(UTF_8), Map.of()).prompt();
        byte[] json = PromptWriter.upstreamBody(prompt, "m", true, (ObjectNode) Json.parse(overrides));
        return Json.parse(new String(json, UTF_8));
    }

    private static JsonNode with(String members) {
        return written("{" + HI + "," + members + "}", "{}");
    }

    @Test
    void messagesOfEveryRole() {
        assertThat(written("""
                {"messages":[{"role":"system","content":"be kind"},
                  {"role":"user","content":[{"type":"text","text":"what"},{"type":"text","text":"now"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                    {"id":"c2","type":"function","function":{"name":"g","arguments":""}}]},
                  {"role":"tool","tool_call_id":"c1","content":"one"},
                  {"role":"tool","tool_call_id":"c2","content":"two"}],
                 "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":
                    {"type":"object","properties":{"a":{"type":"integer"}}}}},
                   {"type":"function","function":{"name":"g"}}],"tool_choice":"auto"}""", "{}")).isEqualTo(Json.parse("""
                {"messages":[{"role":"system","content":"be kind"},
                  {"role":"user","images":["AAAA"],"content":"what\\nnow"},
                  {"role":"assistant","content":"","thinking":"hm","tool_calls":[
                    {"id":"c1","function":{"name":"f","arguments":{"a":1}}},
                    {"id":"c2","function":{"name":"g","arguments":{}}}]},
                  {"role":"tool","content":"one","tool_call_id":"c1","tool_name":"f"},
                  {"role":"tool","content":"two","tool_call_id":"c2","tool_name":"g"}],
                 "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":
                    {"type":"object","properties":{"a":{"type":"integer"}}}}},
                   {"type":"function","function":{"name":"g","parameters":{}}}],
                 "model":"m","stream":true}"""));
    }

    @Test
    void samplingBecomesOptions() {
        JsonNode body = with("""
                "temperature":0.25,"top_p":0.5,"top_k":4,"max_tokens":7,"stop":["a"],"seed":3,"presence_penalty":1,
                "frequency_penalty":-1.5,"min_p":0.1,"repetition_penalty":1.1,"mirostat":2,"num_ctx":8192,
                "options":{"num_gpu":1},"keep_alive":"5m","user":"u","unheard_of":1""");
        assertThat(body.path("options")).isEqualTo(Json.parse("""
                {"temperature":0.25,"top_p":0.5,"top_k":4,"num_predict":7,"stop":["a"],"seed":3,"presence_penalty":1,
                 "frequency_penalty":-1.5,"min_p":0.1,"repeat_penalty":1.1,"mirostat":2,"num_ctx":8192,"num_gpu":1}"""));
        assertThat(body.path("keep_alive").asText()).isEqualTo("5m");
        assertThat(body.has("unheard_of") || body.has("user")).isFalse();
    }

    @Test
    void formats() {
        assertThat(with("\"response_format\":{\"type\":\"json_object\"}")
                        .path("format")
                        .asText())
                .isEqualTo("json");
        assertThat(with("""
                "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}""").path("format")).isEqualTo(Json.parse("{\"type\":\"object\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'reasoning_effort':'low' | low",
                "'reasoning_effort':'minimal' | low",
                "'reasoning_effort':'xhigh' | high",
                "'reasoning_effort':'none' | false",
                "'enable_thinking':true | true",
                "'enable_thinking':false | false",
                "'thinking':{'type':'enabled','budget_tokens':5} | true",
                "'temperature':1 | ",
            })
    void thinking(String asked, String expected) {
        JsonNode think = with(asked.replace('\'', '"')).path("think");
        if (expected == null) {
            assertThat(think.isMissingNode()).isTrue();
        } else {
            assertThat(think.asText()).isEqualTo(expected);
        }
    }

    @Test
    void noneLeavesTheToolsOut() {
        assertThat(with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"none\"")
                        .has("tools"))
                .isFalse();
    }

    @Test
    void operatorsOverride() {
        JsonNode body = written("{" + HI + ",\"top_p\":1,\"max_tokens\":9}", """
                {"temperature":0.7,"max_tokens":5,"stop":"x","top_p":null,"keep_alive":-1,
                 "options":{"num_ctx":10},"model":"other","stream":false}""");
        assertThat(body.path("options"))
                .isEqualTo(Json.parse("{\"temperature\":0.7,\"num_predict\":5,\"stop\":[\"x\"],\"num_ctx\":10}"));
        assertThat(body.path("keep_alive").asInt()).isEqualTo(-1);
        assertThat(body.path("model").asText()).isEqualTo("m");
        assertThat(body.path("stream").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":2",
                "\"logprobs\":true",
                "\"logit_bias\":{\"5\":1}",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"required\"",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"https://a.example/b.png\"}}]}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\","
                        + "\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}]"
            })
    void whatCannotBeSaidIsRefused(String members) {
        String body = members.contains("messages") ? "{" + members + "}" : "{" + HI + "," + members + "}";
        assertThatThrownBy(() -> written(body, "{}"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Invalid.class,
                                        invalid -> assertThat(invalid.code()).isEqualTo("unsupported_value")));
    }
}
