package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private static LogRecord entry(Level level, String message, Object... values) {
        var entry = new LogRecord(level, message);
        entry.setLoggerName("dev.sluice.test");
        entry.setParameters(values);
        return entry;
    }

    @Test
    void aLineHoldsTimeLevelLoggerAndMessage() {
        assertThat(LogLines.line(entry(Level.WARNING, "provider {0}: gone", "p")))
                .matches("\\d{4}-\\d\\d-\\d\\dT.*Z WARN  dev\\.sluice\\.test - provider p: gone\\n");
    }

    @Test
    void aMessageThatLooksLikeAnObjectKeepsItsMembers() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(LogLines.object(entry(Level.INFO, "{\"event\":\"request\",\"status\":200}")));
        assertThat(json.path("status").asInt()).isEqualTo(200);
        assertThat(json.path("logger").asText()).isEqualTo("dev.sluice.test");
        assertThat(json.has("message")).isFalse();
    }

    @Test
    void aFailureIsOneLineOfJsonWithItsTrace() throws Exception {
        var entry = entry(Level.SEVERE, "it \"broke\"\nhere");
        entry.setThrown(new IllegalStateException("why"));
        String line = LogLines.object(entry);
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("message").asText()).isEqualTo("it \"broke\"\nhere");
        assertThat(json.path("level").asText()).isEqualTo("ERROR");
        assertThat(json.path("trace").asText()).contains("IllegalStateException: why");
    }
}
