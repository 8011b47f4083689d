package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Prompt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ChatRequestWriterTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    static final Iterable<String> GATEWAY_FIELDS = GatewayFields.NAMES;

    @Test
    void changesNothingButTheModel() {
        String rest =
                " , \"messages\" : [ {\"role\":\"user\",\"content\":\"\\u00e9\\/ \\ud83d\\ude42 é 🙂 \\ud800\"} ],\n"
                        + "\"temperature\":1.0, \"top_p\":1e-7,\"a\":0.30000000000000004,\"b\":12345678901234567890,"
                        + "\"c\":1E+400,\"d\":-0.0,\"e\":[1.10,{\"f\":100e-2,\"f\":2}],\"min_p\":0.050,\"stop\":null,"
                        + "\"n\\u0061me\":1e1000000000";
        String body = "{ \"model\" : \"fake/gpt\"" + rest + "}";
        String sent = sent(body, "gpt-4o", "{}");
        assertThat(sent.replaceAll("(?<=[,{:])\\s+|\\s+(?=[,:}])", ""))
                .isEqualTo(body.replace("fake/gpt", "gpt-4o").replaceAll("(?<=[,{:])\\s+|\\s+(?=[,:}])", ""));
        assertThat(sent)
                .contains("[ {\"role\":\"user\",\"content\":\"\\u00e9\\/ \\ud83d\\ude42 é 🙂 \\ud800\"} ]")
                .contains("1.0", "1e-7", "0.30000000000000004", "12345678901234567890", "1E+400", "-0.0")
                .contains("[1.10,{\"f\":100e-2,\"f\":2}]", "0.050", "\"n\\u0061me\":1e1000000000");
    }

    @Test
    void addsTheModelWhereTheCallerNamedNone() {
        assertThat(sent("{" + MESSAGES + "}", "g\"pt", "{}")).isEqualTo("{" + MESSAGES + ",\"model\":\"g\\\"pt\"}");
    }

    @Test
    void findsTheModelUnderAnEscapedName() {
        assertThat(sent("{\"mod\\u0065l\":\"a\"," + MESSAGES + "}", "b", "{}"))
                .isEqualTo("{\"mod\\u0065l\":\"b\"," + MESSAGES + "}");
    }

    @Test
    void aByteOrderMarkMovesNothing() {
        assertThat(sent("\ufeff {\"model\":\"a\"," + MESSAGES + ",\"n\":1.0}", "b", "{}"))
                .isEqualTo("{\"model\":\"b\"," + MESSAGES + ",\"n\":1.0}");
    }

    @ParameterizedTest
    @FieldSource("GATEWAY_FIELDS")
    void keepsGatewayFieldsToItself(String name) {
        var document = Document.parse(("{" + MESSAGES + ",\"" + name + "\":\"x\",\"top_k\":1}").getBytes(UTF_8));
        var request = new ChatRequest(
                Dialect.OPENAI_CHAT, document, null, List.of(), false, false, Map.of(), () -> Prompt.of(List.of()));
        byte[] sent = ChatRequestWriter.upstreamBody(request, "m", MAPPER.createObjectNode());
        assertThat(new String(sent, UTF_8)).isEqualTo("{" + MESSAGES + ",\"top_k\":1,\"model\":\"m\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "stream":true                                             | "stream":true,"model":"m","stream_options":{"include_usage":true}
            "stream":true,"stream_options":null                       | "stream":true,"stream_options":{"include_usage":true},"model":"m"
            "stream":true,"stream_options":{}                         | "stream":true,"stream_options":{"include_usage":true},"model":"m"
            "stream":true,"stream_options":{"include_usage":false}    | "stream":true,"stream_options":{"include_usage":true},"model":"m"
            "stream":true,"stream_options":{ "include_usage": true }  | "stream":true,"stream_options":{ "include_usage": true },"model":"m"
            "stream":true,"stream_options":{"x":[1.0, 1e-7],"y":"\\u00e9"} | "stream":true,"stream_options":{"x":[1.0, 1e-7],"y":"\\u00e9","include_usage":true},"model":"m"
            "stream":false,"stream_options":{"x":1.0}                 | "stream":false,"stream_options":{"x":1.0},"model":"m"
            "stream":null                                             | "stream":null,"model":"m"
            """)
    void asksForTheUsageOfEveryStream(String members, String expected) {
        assertThat(sent("{" + MESSAGES + "," + members + "}", "m", "{}"))
                .isEqualTo("{" + MESSAGES + "," + expected + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"temperature":0.7}                | "temperature":1          | "temperature":0.7,"model":"m"
            {"temperature":0.7}                | "top_p":1.0              | "top_p":1.0,"temperature":0.7,"model":"m"
            {"temperature":null}               | "temperature":1,"n":1.0  | "n":1.0,"model":"m"
            {"temperature":null}               | "n":1                    | "n":1,"model":"m"
            {"model":"x","stream":true}        | "n":1                    | "n":1,"model":"m"
            {"metadata":{"a":1}}               | "metadata":{"b":2}       | "metadata":{"a":1},"model":"m"
            {"provider":{"order":["a"]}}       | "provider":"openrouter"  | "provider":{"order":["a"]},"model":"m"
            {"tools":[]}                       | "functions":[{"name":"f"}] | "tools":[],"model":"m"
            {"stream_options":null}            | "stream":true            | "stream":true,"model":"m"
            {"stream_options":null}            | "stream":true,"stream_options":{} | "stream":true,"model":"m"
            {"stream_options":{"x":1}}         | "stream":true,"stream_options":{"y":1} | "stream":true,"stream_options":{"x":1,"include_usage":true},"model":"m"
            """)
    void letsTheOperatorsMembersReplaceTheCallers(String overrides, String members, String expected) {
        assertThat(sent("{" + MESSAGES + "," + members + "}", "m", overrides))
                .isEqualTo("{" + MESSAGES + "," + expected + "}");
    }

    static String sent(String body, String model, String overrides) {
        var request = ChatRequestReader.read(body.getBytes(UTF_8), Map.of());
        return new String(ChatRequestWriter.upstreamBody(request, model, object(overrides)), UTF_8);
    }

    private static ObjectNode object(String json) {
        try {
            return MAPPER.readValue(json, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
