package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankRequest;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RerankTest {
    private static final String THREE = "\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\",\"id\":7},\"c\"]";

    private static RerankRequest asking(String json) {
        return RerankRequestReader.read(json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static JsonNode answered(String request, String upstream) {
        RerankRequest asked = asking(request);
        RerankReply reply = RerankReader.read(upstream.getBytes(StandardCharsets.UTF_8), "fake", asked);
        return Json.parse(new String(RerankWriter.write(reply, asked, "1", "m"), StandardCharsets.UTF_8));
    }

    private static List<Integer> order(JsonNode answer) {
        List<Integer> order = new ArrayList<>();
        answer.path("results").forEach(result -> order.add(result.path("index").asInt()));
        return order;
    }

    @Test
    void theBestComesFirst() {
        JsonNode answer = answered(
                "{" + THREE + "}",
                "{\"id\":\"r\",\"meta\":{\"x\":1.50},\"results\":[{\"index\":0,\"relevance_score\":0.1},"
                        + "{\"index\":2,\"relevance_score\":0.9},{\"index\":1,\"relevance_score\":0.5}]}");
        assertThat(order(answer)).containsExactly(2, 1, 0);
        assertThat(answer.path("id").asText()).isEqualTo("r");
        assertThat(answer.path("model").asText()).isEqualTo("m");
        assertThat(answer.at("/meta/x").asText()).isEqualTo("1.5");
        assertThat(answer.at("/results/0").has("document")).isFalse();
    }

    @Test
    void topNAndDocumentsAreKeptWhateverTheUpstreamGives() {
        JsonNode answer = answered(
                "{" + THREE + ",\"top_n\":2,\"return_documents\":true}",
                "[{\"index\":1,\"score\":0.5},{\"index\":0,\"score\":0.75},{\"index\":2,\"score\":-3}]");
        assertThat(order(answer)).containsExactly(0, 1);
        assertThat(answer.at("/results/0/document")).isEqualTo(Json.parse("{\"text\":\"a\"}"));
        assertThat(answer.at("/results/1/document")).isEqualTo(Json.parse("{\"text\":\"b\",\"id\":7}"));
        assertThat(answer.at("/results/0/relevance_score").asDouble()).isEqualTo(0.75);
    }

    @Test
    void aListNamedDataIsUnderstood() {
        JsonNode answer = answered(
                "{" + THREE + "}", "{\"data\":[{\"index\":1,\"relevance_score\":1}],\"usage\":{\"total_tokens\":5}}");
        assertThat(order(answer)).containsExactly(1);
        assertThat(answer.has("data")).isFalse();
        RerankReply reply = RerankReader.read(
                "{\"data\":[{\"index\":1,\"relevance_score\":1}],\"usage\":{\"total_tokens\":5}}"
                        .getBytes(StandardCharsets.UTF_8),
                "fake",
                asking("{" + THREE + "}"));
        assertThat(reply.usage()).isEqualTo(new Usage(5, 0, 0, 0));
    }

    @Test
    void theWordsOfADocumentAreItsText() {
        RerankRequest request = asking("{\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\"},{\"title\":\"c\"}]}");
        assertThat(request.text(0)).isEqualTo("a");
        assertThat(request.text(1)).isEqualTo("b");
        assertThat(request.text(2)).isEqualTo("{\"title\":\"c\"}");
        assertThat(request.topN()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"documents\":[\"a\"]}                                    | query",
                "{\"query\":\"\",\"documents\":[\"a\"]}                     | query",
                "{\"query\":7,\"documents\":[\"a\"]}                        | query",
                "{\"query\":\"q\"}                                          | documents",
                "{\"query\":\"q\",\"documents\":[]}                         | documents",
                "{\"query\":\"q\",\"documents\":\"a\"}                      | documents",
                "{\"query\":\"q\",\"documents\":[7]}                        | documents[0]",
                "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":0}        | top_n",
                "{\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":1.5}      | top_n",
                "{\"query\":\"q\",\"documents\":[\"a\"],\"return_documents\":\"yes\"} | return_documents"
            })
    void whatIsWrongIsNamed(String json, String param) {
        var thrown = catchThrowableOfType(RefusedException.class, () -> asking(json));
        assertThat(((Failure.Invalid) thrown.failure()).param()).isEqualTo(param);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"results\":[]}",
                "{\"results\":[{\"index\":3,\"relevance_score\":1}]}",
                "{\"results\":[{\"index\":-1,\"relevance_score\":1}]}",
                "{\"results\":[{\"index\":0,\"relevance_score\":\"1\"}]}",
                "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"index\":0,\"relevance_score\":1}]}",
                "{\"results\":[{\"relevance_score\":1}]}"
            })
    void whatIsNoAnswerIsBroken(String json) {
        var thrown = catchThrowableOfType(RefusedException.class, () -> answered("{" + THREE + "}", json));
        assertThat(thrown.failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }
}
