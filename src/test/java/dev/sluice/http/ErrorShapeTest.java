package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorShapeTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/messages, false, ANTHROPIC",
        "/v1/messages/count_tokens, false, ANTHROPIC",
        "/v1/messages/batches, false, ANTHROPIC",
        "/api/groq/messages, false, ANTHROPIC",
        "/api/groq/messages/count_tokens, false, ANTHROPIC",
        "/v1/models, true, ANTHROPIC",
        "/v1/models/a/b, true, ANTHROPIC",
        "/v1/models, false, OPENAI",
        "/v1/chat/completions, true, OPENAI",
        "/v1/messagesfoo, false, OPENAI",
        "/api/messages/chat/completions, false, OPENAI",
        "/, false, OPENAI"
    })
    void theAddressDecides(String path, boolean versioned, ErrorShape shape) {
        assertThat(ErrorShape.of(path, versioned)).isEqualTo(shape);
    }
}
