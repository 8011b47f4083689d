package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.EmbeddingRequest.Input;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingRequestReaderTest {
    private static EmbeddingRequest read(String json) {
        return EmbeddingRequestReader.read(json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static Failure.Invalid refusal(String json) {
        return (Failure.Invalid)
                catchThrowableOfType(RefusedException.class, () -> read(json)).failure();
    }

    @Test
    void everyKindOfInputIsRead() {
        assertThat(read("{\"input\":\"a\"}").inputs()).containsExactly(new Input.Text("a"));
        assertThat(read("{\"input\":[\"a\",\"b\"]}").inputs())
                .containsExactly(new Input.Text("a"), new Input.Text("b"));
        assertThat(read("{\"input\":[1,2]}").inputs()).containsExactly(new Input.Tokens(List.of(1, 2)));
        assertThat(read("{\"input\":[[1],[2,3]]}").inputs())
                .containsExactly(new Input.Tokens(List.of(1)), new Input.Tokens(List.of(2, 3)));
    }

    @Test
    void whatTheCallerWantsIsRead() {
        EmbeddingRequest request = read(
                "{\"model\":\"m\",\"provider\":\"a b\",\"input\":\"x\",\"dimensions\":3,\"encoding_format\":\"base64\"}");
        assertThat(request.asked().model()).isEqualTo("m");
        assertThat(request.asked().providers()).containsExactly("a", "b");
        assertThat(request.dimensions()).hasValue(3);
        assertThat(request.base64()).isTrue();
        assertThat(read("{\"input\":\"x\",\"encoding_format\":null}").base64()).isFalse();
    }

    @Test
    void asManyInputsAsOpenAiAllowsAreRead() {
        assertThat(read("{\"input\":[" + "\"a\",".repeat(2047) + "\"a\"]}").inputs())
                .hasSize(2048);
        assertThat(refusal("{\"input\":[" + "\"a\",".repeat(2048) + "\"a\"]}").param())
                .isEqualTo("input");
        assertThat(read("{\"input\":[" + "1,".repeat(5000) + "1]}").inputs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                             | input",
                "{\"input\":null}                               | input",
                "{\"input\":\"\"}                               | input",
                "{\"input\":[]}                                 | input",
                "{\"input\":[\"\"]}                             | input[0]",
                "{\"input\":[\"a\",7]}                          | input",
                "{\"input\":[[1],\"a\"]}                        | input",
                "{\"input\":[[]]}                               | input[0]",
                "{\"input\":[-1]}                               | input[0]",
                "{\"input\":[1.5]}                              | input[0]",
                "{\"input\":[4294967296]}                       | input[0]",
                "{\"input\":[[\"a\"]]}                          | input[0][0]",
                "{\"input\":[null]}                             | input[0]",
                "{\"input\":{\"text\":\"a\"}}                   | input",
                "{\"input\":7}                                  | input",
                "{\"input\":\"a\",\"model\":\"\"}                 | model",
                "{\"input\":\"a\",\"model\":7}                    | model",
                "{\"input\":\"a\",\"encoding_format\":\"int8\"}   | encoding_format",
                "{\"input\":\"a\",\"encoding_format\":1}          | encoding_format",
                "{\"input\":\"a\",\"dimensions\":0}               | dimensions",
                "{\"input\":\"a\",\"dimensions\":1.5}             | dimensions",
                "{\"input\":\"a\",\"dimensions\":\"3\"}           | dimensions",
                "{\"input\":\"a\",\"user\":7}                     | user",
                "{\"input\":\"a\",\"api_key\":\"sk\"}             | api_key",
                "{\"input\":\"a\",\"base_url\":\"http://x\"}      | base_url",
                "{\"input\":\"a\",\"proxy\":7}                  | proxy"
            })
    void whatIsWrongIsNamed(String json, String param) {
        assertThat(refusal(json).param()).isEqualTo(param);
    }

    @Test
    void anUpstreamGetsTheCallersBytesWithItsOwnModel() {
        ObjectNode overrides = JsonNodeFactory.instance
                .objectNode()
                .put("temperature", 1)
                .put("encoding_format", "float")
                .putNull("user");
        EmbeddingRequest request = read(
                "{\"input\":\"a\",\"provider\":\"p\",\"user\":\"u\",\"input_type\":\"query\",\"x\":1.50,\"model\":\"m\"}");
        assertThat(new String(EmbeddingWriter.upstreamBody(request, "up", overrides), StandardCharsets.UTF_8))
                .isEqualTo("{\"input\":\"a\",\"input_type\":\"query\",\"x\":1.50,\"model\":\"up\","
                        + "\"encoding_format\":\"float\"}");
    }
}
