package dev.sluice.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseRequestWriterTest {
    private static String written(ChatRequest request, String overrides) {
        return new String(
                ResponseRequestWriter.upstreamBody(
                        request, "up", (ObjectNode) Json.parse(overrides.replace('\'', '"'))),
                StandardCharsets.UTF_8);
    }

    @Test
    void onlyTheModelChangesAndTheGatewaysFieldsGo() {
        ChatRequest request = TestingResponses.request(
                "{'model':'m','input':'hi', 'x' : 1.10,'conversation_id':'c','provider':'p','store':true}");
        assertThat(written(request, "{}")).isEqualTo("{\"model\":\"up\",\"input\":\"hi\",\"x\" : 1.10,\"store\":true}");
    }

    @Test
    void anOperatorsDefaultsForChatsAreSaidInThisDialect() {
        JsonNode body = Json.parse(written(
                TestingResponses.request("{'input':'hi','temperature':1,'user':'u'}"),
                "{'max_tokens':9,'temperature':0.1,'stop':['x'],'user':null,'top_k':3}"));
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(9);
        assertThat(body.path("temperature").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(body.path("top_k").asInt()).isEqualTo(3);
        assertThat(body.has("stop")).isFalse();
        assertThat(body.has("user")).isFalse();
    }

    @Test
    void noUpstreamIsAskedForWhatWasMadeHere() {
        String message = ResponseId.made("msg_");
        String thought = ResponseId.made("rs_");
        JsonNode input = Json.parse(written(
                        TestingResponses.request("{'input':[{'type':'reasoning','id':'" + thought + "','summary':[]},"
                                + "{'type':'reasoning','id':'rs_68f','summary':[]},"
                                + "{'type':'message','id':'" + message + "','role':'assistant','content':'x'}]}"),
                        "{}"))
                .path("input");
        assertThat(input).hasSize(2);
        assertThat(input.at("/0/id").asText()).isEqualTo("rs_68f");
        assertThat(input.at("/1/content").asText()).isEqualTo("x");
        assertThat(input.get(1).has("id")).isFalse();
    }

    @Test
    void whatWasSaidBeforeStandsInFront() {
        ChatRequest request =
                TestingResponses.request("{'model':'m','input':'and?','previous_response_id':'resp_1','stream':true}");
        List<JsonNode> earlier = List.of(Json.parse("{\"role\":\"user\",\"content\":\"one\"}"));
        ChatRequest whole = ResponseRequestReader.continuing(request, earlier, InputItems.of(request));
        JsonNode body = Json.parse(written(whole, "{}"));
        assertThat(body.has("previous_response_id")).isFalse();
        assertThat(body.path("input")).hasSize(2);
        assertThat(whole.stream()).isTrue();
        assertThat(whole.prompt().messages()).hasSize(2);
    }
}
