package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingReaderTest {
    /// 0.5 and -2 as little-endian floats.
    private static final String BASE64 = "AAAAPwAAAMA=";

    private static EmbeddingRequest asking(int inputs, boolean base64) {
        String body = "{\"input\":[\"a\"" + ",\"a\"".repeat(inputs - 1) + "]"
                + (base64 ? ",\"encoding_format\":\"base64\"}" : "}");
        return EmbeddingRequestReader.read(body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static EmbeddingReply read(String json, int inputs, boolean base64) {
        return EmbeddingReader.read(json.getBytes(StandardCharsets.UTF_8), "fake", asking(inputs, base64));
    }

    private static String answer(String... embeddings) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < embeddings.length; i++) {
            data.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":" + embeddings[i] + "}");
        }
        return "{\"object\":\"list\",\"data\":[" + data
                + "],\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";
    }

    private static JsonNode written(EmbeddingReply reply, boolean base64) {
        return Json.parse(new String(EmbeddingWriter.write(reply, base64, "up"), StandardCharsets.UTF_8));
    }

    @Test
    void anAnswerInTheEncodingAskedForPassesUntouched() {
        for (boolean base64 : List.of(true, false)) {
            String json = answer(base64 ? "\"" + BASE64 + "\"" : "[0.5,-2.000]").replace(",", " , ");
            EmbeddingReply reply = read(json, 1, base64);
            assertThat(reply).isInstanceOf(EmbeddingReply.Wire.class);
            assertThat(EmbeddingWriter.write(reply, base64, "up")).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.usage()).isEqualTo(new Usage(3, 0, 0, 0));
        }
    }

    @Test
    void numbersBecomeBase64WhereThatWasAsked() {
        JsonNode answer = written(read(answer("[0.5,-2]", "[1,0]"), 2, true), true);
        assertThat(answer.at("/data/0/embedding").asText()).isEqualTo(BASE64);
        assertThat(answer.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(answer.path("model").asText()).isEqualTo("up");
    }

    @Test
    void base64BecomesNumbersWhereThatWasAsked() {
        assertThat(written(read(answer("\"" + BASE64 + "\""), 1, false), false).at("/data/0/embedding"))
                .isEqualTo(Json.parse("[0.5,-2.0]"));
    }

    @Test
    void vectorsThatComeInAnotherOrderAreOrdered() {
        String json = "{\"data\":[{\"index\":1,\"embedding\":[1]},{\"index\":0,\"embedding\":[2]}]}";
        EmbeddingReply.Vectors reply = (EmbeddingReply.Vectors) read(json, 2, true);
        assertThat(reply.vectors().getFirst()).containsExactly(2f);
    }

    @Test
    void aTotalAloneCountsAsInput() {
        String json = "{\"data\":[{\"index\":0,\"embedding\":[1]}],\"usage\":{\"total_tokens\":9}}";
        assertThat(read(json, 1, false).usage()).isEqualTo(new Usage(9, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"data\":[]}",
                "{\"data\":7}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"%%%\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"AAAA\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,\"a\"]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,[2]]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"AADAfw==\"}]}",
                "{\"data\":[{\"index\":7,\"embedding\":\"AAAAPw==\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]}]} {}",
                "{\"data\":[{\"index\":0,\"embedding\":[1"
            })
    void whatIsNoAnswerIsBroken(String json) {
        var thrown = catchThrowableOfType(RefusedException.class, () -> read(json, 1, false));
        assertThat(thrown.failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void anErrorWithAGoodStatusIsARefusal() {
        String json = "{\"error\":{\"message\":\"no\",\"code\":429}}";
        var thrown = catchThrowableOfType(RefusedException.class, () -> read(json, 1, false));
        assertThat(thrown.failure()).isInstanceOf(Failure.RefusedByUpstream.class);
    }

    @Test
    void vectorsOfAnotherKindAreWrittenInBothEncodings() {
        var reply = new EmbeddingReply.Vectors(List.of(new float[] {0.5f, -2f}), new Usage(4, 0, 0, 0));
        assertThat(written(reply, true).at("/data/0/embedding").asText()).isEqualTo(BASE64);
        assertThat(written(reply, false).at("/data/0/embedding").toString()).isEqualTo("[0.5,-2.0]");
        assertThat(written(reply, false).at("/usage/total_tokens").asInt()).isEqualTo(4);
    }
}
