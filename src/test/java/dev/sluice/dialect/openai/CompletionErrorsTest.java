package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionErrorsTest {
    private static Failure.RefusedByUpstream read(int status, String body) {
        return CompletionErrors.read("fake", status, TestingStreams.bytes(body), null);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":\"p\",\"code\":\"c\"}} | m | t | p | c",
                "{\"error\":{\"message\":\"m\",\"type\":null,\"code\":400}}                   | m | - | - | 400",
                "{\"error\":\"m\"}                                                          | m | - | - | -",
                "{\"error\":\"invalid_request\",\"message\":\"m\",\"code\":7}                | m | - | - | 7",
                "{\"message\":\"m\",\"type\":\"t\"}                                         | m | t | - | -",
                "{\"object\":\"error\",\"message\":\"m\",\"type\":\"BadRequestError\"}       | m | BadRequestError | - | -",
                "{\"detail\":\"m\"}                                                         | m | - | - | -",
                "{\"detail\":[{\"loc\":[\"body\",\"messages\",0],\"msg\":\"required\",\"type\":\"x\"},{\"msg\":\"b\"}]} | body.messages.0: required; b | - | - | -",
                "{\"detail\":{\"message\":\"m\"}}                                           | m | - | - | -",
                "[{\"error\":{\"code\":400,\"message\":\"m\",\"status\":\"INVALID_ARGUMENT\"}}] | m | INVALID_ARGUMENT | - | 400",
                "{\"errors\":[{\"message\":\"m\",\"code\":7003}],\"success\":false}         | m | - | - | 7003",
                "{\"error\":{\"message\":{\"text\":\"m\"}}}                                  | {\"text\":\"m\"} | - | - | -",
                "no such luck                                                               | no such luck | - | - | -",
                "\"m\"                                                                      | m | - | - | -",
                "{\"x\":1}                        | The provider answered with status 418 and no message. | - | - | -",
                "{\"error\":{\"message\":         | The provider answered with status 418 and no message. | - | - | -",
                "<!DOCTYPE html><p>teapot</p>     | The provider answered with status 418 and no message. | - | - | -",
                "``                               | The provider answered with status 418 and no message. | - | - | -",
                "[]                               | The provider answered with status 418 and no message. | - | - | -",
                "12                               | The provider answered with status 418 and no message. | - | - | -",
            })
    void readsBodiesOfAnyShape(String body, String message, String type, String param, String code) {
        assertThat(read(418, body))
                .isEqualTo(new Failure.RefusedByUpstream("fake", 418, message, type, param, code, null));
    }

    @Test
    void handsTheCooldownOn() {
        assertThat(CompletionErrors.read("fake", 429, new byte[0], Duration.ofSeconds(3))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void boundsWhatItPassesOn() {
        Failure.RefusedByUpstream failure = read(
                400,
                "{\"error\":{\"message\":\"" + "long words ".repeat(10_000) + "\",\"type\":\"" + "t ".repeat(500)
                        + "\"}}");
        assertThat(failure.message()).hasSize(2000).endsWith("…");
        assertThat(failure.type()).hasSize(100);
        assertThat(read(400, "plain words ".repeat(10_000)).message()).hasSize(2000);
        assertThat(read(400, "{\"error\":\"" + "x ".repeat(1 << 20) + "\"}").message())
                .contains("no message");
    }

    @Test
    void putsEverythingOnOneLine() {
        assertThat(read(400, "one\r\n\ttwo \u0000\u001b[31mthree\u2028").message())
                .doesNotContainPattern("[\\p{Cntrl}\u2028]");
    }

    @ParameterizedTest
    @CsvSource({
        "Incorrect API key provided: sk-proj-abcDEF0123456789., Incorrect API key provided: [key]",
        "Incorrect API key provided: sk-abc1****************wxyz. Try again, Incorrect API key provided: [key] Try again",
        "Authorization: Bearer abc.def.ghi was refused, Authorization: [key] was refused",
        "key AIzaSyA0123456789abcdefghijklmnopqrstuv is bad, key [key] is bad",
        "token 0123456789abcdef0123456789abcdef is bad, token [key] is bad",
        "cannot reach http://10.0.0.7:8000/v1?key=abc now, cannot reach [address] now",
        "cannot reach 10.0.0.7:8000 now, cannot reach [address] now",
        "cannot reach [fd00::7]:8000 now, cannot reach [address] now",
        "cannot reach vllm-3.cluster.local:8000 now, cannot reach [address] now",
        "maximum context length is 8192 tokens: you asked for 10:30, maximum context length is 8192 tokens: you asked for 10:30",
        "the model `meta-llama/Llama-3.2-11B-Vision-Instruct-Turbo` lacks skip_special_tokens, the model `meta-llama/Llama-3.2-11B-Vision-Instruct-Turbo` lacks skip_special_tokens",
        "request 123e4567-e89b-12d3-a456-426614174000 failed with key_validation_error, request 123e4567-e89b-12d3-a456-426614174000 failed with key_validation_error",
    })
    void hidesKeysAndAddresses(String said, String passed) {
        assertThat(read(401, said).message()).isEqualTo(passed);
    }

    @Test
    void staysQuickOnHostileWords() {
        long begun = System.nanoTime();
        for (String piece :
                new String[] {"a.", "1.", "a-", "*", "a*", "[:", "sk-", "bearer ", "http://", ":", "aA0_"}) {
            read(400, piece.repeat(200_000));
            read(400, "{\"error\":\"" + piece.repeat(200_000) + "\"}");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void readsWordsThatAreNotUtf8() {
        assertThat(CompletionErrors.read("fake", 400, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1), null)
                        .message())
                .startsWith("caf");
    }
}
