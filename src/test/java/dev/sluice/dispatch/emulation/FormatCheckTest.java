package dev.sluice.dispatch.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.exchange.OutputFormat;
import dev.sluice.testing.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatCheckTest {

    private static FormatCheck check(String schema) {
        return FormatCheck.of(new OutputFormat.JsonSchema("n", null, Json.parse(schema), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"object\",\"required\":[\"a\"]}                             | {\"a\":1} | true",
                "{\"type\":\"object\",\"required\":[\"a\"]}                             | {}        | false",
                "{\"type\":\"object\",\"required\":[\"a\"]}                             | {\"a\":1  | false",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}                  | [1,2]     | true",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}                  | [1,\"2\"] | false",
                "{\"properties\":{\"a\":{\"pattern\":\"^x+$\"}}}                        | {\"a\":\"xx\"} | true",
                "{\"properties\":{\"a\":{\"pattern\":\"^x+$\"}}}                        | {\"a\":\"y\"}  | false",
                "{\"$defs\":{\"p\":{\"type\":\"string\"}},\"$ref\":\"#/$defs/p\"}       | \"a\"     | true",
                "{\"$defs\":{\"p\":{\"type\":\"string\"}},\"$ref\":\"#/$defs/p\"}       | 1         | false"
            })
    void tellsWhetherATextFollowsASchema(String schema, String text, boolean follows) {
        assertThat(check(schema).flaw(text).isEmpty()).isEqualTo(follows);
    }

    @Test
    void anyObjectWillDoWhereNoSchemaIsGiven() {
        FormatCheck check = FormatCheck.of(new OutputFormat.JsonObject());
        assertThat(check.flaw(" {\"a\": [1]} ")).isEmpty();
        assertThat(check.flaw("[1]")).isPresent();
        assertThat(check.flaw("{} {}")).isPresent();
    }

    @Test
    void neverFetchesWhatASchemaRefersTo() {
        for (String reference :
                new String[] {"http://127.0.0.1:1/s.json", "file:///etc/hostname", "classpath:a.json"}) {
            assertThat(check("{\"$ref\":\"" + reference + "\"}").flaw("{}")).isEmpty();
        }
    }

    @Test
    void patternsTakeNoMoreTimeThanTheTextIsLong() {
        var check = check("{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}");
        String text = "{\"a\":\"" + "a".repeat(40) + "b\"}";
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> check.flaw(text)))
                .isPresent();
    }

    @Test
    void aSchemaThatRefersToItselfEnds() {
        assertThat(check("{\"$ref\":\"#\"}").flaw("{}")).isEmpty();
    }
}
