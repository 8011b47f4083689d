package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request read into neutral words and written again says the same.
final class PromptRoundTripTest {
    private static final ObjectNode NO_OVERRIDES = (ObjectNode) Json.parse("{}");

    private static JsonNode written(String body) {
        var request = MessagesReader.read(body.getBytes(UTF_8), Map.of());
        byte[] json = PromptWriter.upstreamBody(request.prompt(), "claude-sonnet-4-5", false, NO_OVERRIDES);
        ObjectNode tree = (ObjectNode) Json.parse(new String(json, UTF_8));
        tree.remove("model");
        tree.remove("stream");
        return tree;
    }

    @Test
    void aConversationWithToolsComesBackAsItWas() {
        String body = """
                {"max_tokens": 3000, "system": "Be brief.", "temperature": 0.5, "top_k": 5,
                 "stop_sequences": ["END"], "metadata": {"user_id": "u-1"},
                 "tools": [{"name": "weather", "description": "Tells it.",
                   "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}],
                 "tool_choice": {"type": "auto", "disable_parallel_tool_use": true},
                 "messages": [
                  {"role": "user", "content": [{"type": "text", "text": "Weather?"},
                    {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
                    {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}},
                    {"type": "document", "source": {"type": "base64", "media_type": "application/pdf",
                      "data": "JVBERi0="}, "title": "a.pdf"}]},
                  {"role": "assistant", "content": [
                    {"type": "thinking", "thinking": "Hm.", "signature": "sig"},
                    {"type": "redacted_thinking", "data": "sealed"},
                    {"type": "text", "text": "I look."},
                    {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Berlin", "n": 1.50}},
                    {"type": "tool_use", "id": "toolu_2", "name": "weather", "input": {}}]},
                  {"role": "user", "content": [
                    {"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"},
                    {"type": "tool_result", "tool_use_id": "toolu_2", "content": [
                      {"type": "text", "text": "see"},
                      {"type": "image", "source": {"type": "base64", "media_type": "image/gif", "data": "R0lGODlh"}}],
                     "is_error": true},
                    {"type": "text", "text": "Well?"}]}]}
                """;
        assertThat(written(body)).isEqualTo(Json.parse(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2000}",
                "\"output_config\": {\"format\": {\"type\": \"json_schema\", \"schema\": {\"type\": \"object\"}}}",
                "\"system\": \"first\""
            })
    void optionsComeBackAsTheyWere(String member) {
        String body = "{\"max_tokens\": 3000, \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\","
                + " \"text\": \"hi\"}]}], " + member + "}";
        assertThat(written(body)).isEqualTo(Json.parse(body));
    }

    @Test
    void whatHasAnotherFormIsWrittenPlainly() {
        JsonNode written = written("""
                {"max_tokens": 9, "system": [{"type": "text", "text": "a", "cache_control": {"type": "ephemeral"}},
                  {"type": "text", "text": "b"}],
                 "messages": [{"role": "user", "content": "hi"}, {"role": "system", "content": "c"},
                  {"role": "user", "content": [{"type": "document", "source": {"type": "text", "data": "words",
                    "media_type": "text/plain"}, "title": "T"},
                   {"type": "search_result", "source": "s", "title": "t", "content": [{"type": "text", "text": "x"}]}]},
                  {"role": "assistant", "content": [{"type": "thinking", "thinking": "unsigned"},
                   {"type": "text", "text": "So "}]}]}
                """);
        assertThat(written.path("system").asText()).isEqualTo("a\nb\n\nc");
        assertThat(written.path("messages")).isEqualTo(Json.parse("""
                [{"role": "user", "content": [{"type": "text", "text": "hi"}, {"type": "text", "text": "T\\nwords"},
                  {"type": "text", "text": "t\\ns\\nx"}]},
                 {"role": "assistant", "content": [{"type": "text", "text": "So"}]}]
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tools       | "tools": [{"type": "web_search_20250305", "name": "web_search"}]
            mcp_servers | "mcp_servers": [{"type": "url", "url": "https://example.com", "name": "x"}]
            messages    | "messages": [{"role": "assistant", "content": [{"type": "server_tool_use", "id": "s"}]}]
            messages    | "messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "file", "file_id": "f"}}]}]
            """)
    void whatOnlyAnthropicsServersDoIsRefusedElsewhere(String param, String member) {
        String rest = member.contains("\"messages\"")
                ? member
                : member + ", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]";
        var refused = catchThrowableOfType(RefusedException.class, () -> written("{\"max_tokens\": 9, " + rest + "}"));
        var failure = (Failure.Invalid) refused.failure();
        assertThat(failure.param()).isEqualTo(param);
        assertThat(failure.code()).isEqualTo("unsupported_value");
    }
}
