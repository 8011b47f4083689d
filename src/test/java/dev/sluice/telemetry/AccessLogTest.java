package dev.sluice.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.exchange.Usage;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static Trail trail(String model) {
        var trail = new Trail("id-1", "POST", "/v1/chat/completions", System.nanoTime());
        trail.servedFor("api-key", "api-key");
        trail.trying("groq", model);
        trail.spent(new Usage(11, 7, 0, 0));
        return trail;
    }

    @Test
    void aLineHoldsTheFactsOfTheRequest() {
        assertThat(AccessLog.text(trail("llama"), 200, ""))
                .startsWith("POST /v1/chat/completions status=200 ms=")
                .contains(" id=id-1 caller=api-key model=llama provider=groq attempts=1")
                .endsWith(" in=11 out=7");
    }

    @Test
    void aCutStreamSaysWhy() {
        assertThat(AccessLog.text(trail("m"), 200, "caller_gone")).endsWith(" end=caller_gone");
    }

    @Test
    void aCallerCannotWriteLinesOrFields() {
        String hostile = "m status=200\nPOST /forged \"x\" \u001b[31m" + "y".repeat(1000);
        assertThat(AccessLog.text(trail(hostile), 404, ""))
                .doesNotContain("\n")
                .doesNotContain("\u001b")
                .doesNotContain("m status=200")
                .hasSizeLessThan(600);
    }

    @Test
    void aJsonLineIsJson() throws Exception {
        var line = new ObjectMapper().readTree(AccessLog.json(trail("a\"b\\c\n"), 200, ""));
        assertThat(line.path("model").asText()).isEqualTo("a_b_c_");
        assertThat(line.path("tokens_in").asInt()).isEqualTo(11);
    }
}
