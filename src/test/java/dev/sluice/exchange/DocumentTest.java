package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String spliced(String json, Map<String, String> values, String... without) {
        var texts = new LinkedHashMap<String, byte[]>();
        values.forEach((name, value) -> texts.put(name, bytes(value)));
        return new String(Document.parse(bytes(json)).spliced(texts, Set.of(without)), StandardCharsets.UTF_8);
    }

    private static Failure.Invalid refusal(byte[] json) {
        return (Failure.Invalid) catchThrowableOfType(RefusedException.class, () -> Document.parse(json))
                .failure();
    }

    @Test
    void whatIsNotExchangedTravelsToTheByte() {
        String json =
                "{ \"model\" : \"a\",\"t\":1.0 , \"n\": 1e-7,\"big\":12345678901234567890,\n\"s\":\"\\u00e9\\/\" }";
        assertThat(spliced(json, Map.of("model", "\"b\"")))
                .isEqualTo(
                        "{\"model\" : \"b\",\"t\":1.0,\"n\": 1e-7,\"big\":12345678901234567890,\"s\":\"\\u00e9\\/\"}");
    }

    @Test
    void membersAreLeftOutAndAdded() {
        assertThat(spliced("{\"a\":1,\"b\":[1,2],\"c\":null}", Map.of("d\"", "true"), "a", "c"))
                .isEqualTo("{\"b\":[1,2],\"d\\\"\":true}");
        assertThat(spliced("{}", Map.of("a", "1"))).isEqualTo("{\"a\":1}");
        assertThat(spliced("{\"a\":1}", Map.of(), "a")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1.5e3", "true", "null", "'\"x\"'", "'[{}]'", "'{\"y\":[]}'", "'\"\u00fc\u20ac\ud83d\ude00\"'"})
    void everyKindOfValueEndsWhereItEnds(String value) {
        assertThat(spliced("{\"a\":" + value + ",\"b\":2}", Map.of("b", "3")))
                .isEqualTo("{\"a\":" + value + ",\"b\":3}");
        assertThat(spliced("{\"b\":1,\"a\":" + value + "}", Map.of("b", "3")))
                .isEqualTo("{\"b\":3,\"a\":" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "\"x\"", "{", "{\"a\":}", "{\"a\":1}{", "{\"a\":01}", "{a:1}", "nul"})
    void whatIsNoJsonObjectIsRefused(String text) {
        assertThat(refusal(bytes(text)).code()).isEqualTo("invalid_json");
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThat(refusal("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)).code())
                .isEqualTo("invalid_encoding");
        assertThat(refusal("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)).code())
                .isEqualTo("invalid_encoding");
        assertThat(refusal("{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1))
                        .code())
                .isEqualTo("invalid_encoding");
    }

    @Test
    void aNameTwiceAtTheTopIsRefusedByName() {
        assertThat(refusal(bytes("{\"model\":\"a\",\"x\":1,\"model\":\"b\"}")).param())
                .isEqualTo("model");
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"a\":" + "[".repeat(Document.MAX_DEPTH + 1) + "]".repeat(Document.MAX_DEPTH + 1) + "}";
        assertThat(refusal(bytes(deep)).message()).contains("deeper than");
    }
}
