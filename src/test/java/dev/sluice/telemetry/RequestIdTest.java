package dev.sluice.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z_0.9", "6f1c9a52-0d0e-4a37-a8a1-92a32ac63b5a"})
    void aSafeIdOfTheCallerIsTaken(String id) {
        assertThat(RequestId.of(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "ä", "<script>", "a/b"})
    void anythingElseIsReplaced(String id) {
        assertThat(RequestId.of(id)).isNotEqualTo(id).matches("req-[0-9a-f]+");
    }

    @Test
    void aLongOneIsReplaced() {
        assertThat(RequestId.of("a".repeat(128))).hasSize(128);
        assertThat(RequestId.of("a".repeat(129))).startsWith("req-");
    }

    @Test
    void newOnesDiffer() {
        assertThat(RequestId.of(null)).isNotEqualTo(RequestId.of(null));
    }
}
