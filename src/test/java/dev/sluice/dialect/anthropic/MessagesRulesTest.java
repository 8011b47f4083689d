package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesRulesTest {
    private static final String PNG = "iVBORw0KGgo=";

    @Test
    void whatAnthropicAsksForIsEnough() {
        accepts("{\"max_tokens\": 1, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}");
    }

    @Test
    void aCountNeedsNoLimit() {
        byte[] body = "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}".getBytes(UTF_8);
        assertThatCode(() -> MessagesReader.readForCount(body, Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"unknown\": {\"a\": [1, null]}",
                "\"model\": \"claude-sonnet-5\"",
                "\"system\": \"be brief\"",
                "\"system\": [{\"type\": \"text\", \"text\": \"x\", \"cache_control\": {\"type\": \"ephemeral\"}}]",
                "\"stop_sequences\": [\"a\", \"b\", \"c\", \"d\", \"e\"]",
                "\"temperature\": 1, \"top_p\": 0.5, \"top_k\": 0",
                "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}",
                "\"thinking\": {\"type\": \"adaptive\", \"display\": \"summarized\"}",
                "\"thinking\": {\"type\": \"disabled\"}",
                "\"output_config\": {\"effort\": \"max\", \"format\": {\"type\": \"json_schema\", \"schema\": {}}}",
                "\"output_format\": {\"type\": \"json_schema\", \"schema\": {}}",
                "\"metadata\": {\"user_id\": \"u\"}",
                "\"metadata\": {\"user_id\": null}",
                "\"tools\": [{\"name\": \"a\", \"input_schema\": {\"type\": \"object\"}}]",
                "\"tools\": [{\"type\": \"web_search_20250305\", \"name\": \"web_search\", \"max_uses\": 5}]",
                "\"tools\": [{\"type\": null, \"name\": \"a\", \"input_schema\": {}}]",
                "\"tools\": [{\"name\": \"a\", \"input_schema\": {}}],"
                        + " \"tool_choice\": {\"type\": \"any\", \"disable_parallel_tool_use\": true}",
                "\"tool_choice\": {\"type\": \"auto\"}",
                "\"tool_choice\": {\"type\": \"none\"}",
                "\"container\": \"c\", \"mcp_servers\": [], \"context_management\": {\"edits\": []}"
            })
    void acceptsWhatAnthropicAllows(String members) {
        accepts(body(members));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            value_error | model                        | "model": ""
            type_error  | system                       | "system": 1
            enum        | system[0].type               | "system": [{"type": "image"}]
            missing     | system[0].text               | "system": [{"type": "text"}]
            range       | temperature                  | "temperature": 2.5
            range       | top_p                        | "top_p": -1
            type_error  | top_k                        | "top_k": "3"
            type_error  | stream                       | "stream": "yes"
            type_error  | stop_sequences               | "stop_sequences": "x"
            value_error | stop_sequences[0]            | "stop_sequences": [""]
            missing     | thinking.type                | "thinking": {}
            enum        | thinking.type                | "thinking": {"type": "on"}
            missing     | thinking.budget_tokens       | "thinking": {"type": "enabled"}
            range       | thinking.budget_tokens       | "thinking": {"type": "enabled", "budget_tokens": 10}
            range       | thinking.budget_tokens       | "thinking": {"type": "enabled", "budget_tokens": 9000}
            enum        | output_config.format.type    | "output_config": {"format": {"type": "grammar"}}
            missing     | output_config.format.schema  | "output_config": {"format": {"type": "json_schema"}}
            type_error  | metadata.user_id             | "metadata": {"user_id": 1}
            type_error  | tools                        | "tools": {}
            missing     | tools[0].name                | "tools": [{"input_schema": {}}]
            missing     | tools[0].input_schema        | "tools": [{"name": "a"}]
            value_error | tools[0].name                | "tools": [{"name": "a b", "input_schema": {}}]
            type_error  | tools[0].input_schema        | "tools": [{"name": "a", "input_schema": "x"}]
            type_error  | tool_choice                  | "tool_choice": "auto"
            enum        | tool_choice.type             | "tool_choice": {"type": "required"}
            missing     | tool_choice.name             | "tool_choice": {"type": "tool"}
            value_error | tool_choice.name             | "tool_choice": {"type": "tool", "name": "b"}
            value_error | tool_choice                  | "tool_choice": {"type": "any"}
            value_error | api_key                      | "api_key": "sk-x"
            """)
    void refusesWhatBreaksARule(String type, String path, String members) {
        refuses(type, path, body(members));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            missing     | max_tokens | {"messages": [{"role": "user", "content": "x"}]}
            range       | max_tokens | {"max_tokens": 0, "messages": [{"role": "user", "content": "x"}]}
            type_error  | max_tokens | {"max_tokens": "9", "messages": [{"role": "user", "content": "x"}]}
            missing     | messages   | {"max_tokens": 9}
            value_error | messages   | {"max_tokens": 9, "messages": []}
            type_error  | messages   | {"max_tokens": 9, "messages": "x"}
            """)
    void needsALimitAndMessages(String type, String path, String body) {
        refuses(type, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            missing     | role                    | {"content": "x"}
            enum        | role                    | {"role": "tool", "content": "x"}
            missing     | content                 | {"role": "user"}
            type_error  | content                 | {"role": "user", "content": 1}
            value_error | content                 | {"role": "user", "content": []}
            missing     | content[0].type         | {"role": "user", "content": [{}]}
            enum        | content[0].type         | {"role": "user", "content": [{"type": "image_url"}]}
            enum        | content[0].type         | {"role": "user", "content": [{"type": "tool_use"}]}
            enum        | content[0].type         | {"role": "assistant", "content": [{"type": "tool_result", "x": 1}]}
            missing     | content[0].source       | {"role": "user", "content": [{"type": "image"}]}
            enum        | content[0].source.type  | {"role": "user", "content": [{"type": "image", "source": {"type": "x"}}]}
            enum        | content[0].source.media_type | {"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/bmp", "data": "iVBORw0KGgo="}}]}
            value_error | content[0].source.data  | {"role": "user", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "???"}}]}
            value_error | content[0].source.url   | {"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "file:///etc/passwd"}}]}
            missing     | content[0].tool_use_id  | {"role": "user", "content": [{"type": "tool_result"}]}
            type_error  | content[0].is_error     | {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "is_error": 1}]}
            missing     | content[0].input        | {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n"}]}
            missing     | content[0].data         | {"role": "assistant", "content": [{"type": "redacted_thinking"}]}
            missing     | content[0].thinking     | {"role": "assistant", "content": [{"type": "thinking"}]}
            """)
    void messagesAreChecked(String type, String path, String message) {
        refuses(type, "messages[0]." + path, "{\"max_tokens\": 9, \"messages\": [" + message + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\": \"system\", \"content\": \"x\"}",
                "{\"role\": \"assistant\", \"content\": []}",
                "{\"role\": \"user\", \"content\": [{\"type\": \"tool_result\", \"tool_use_id\": \"t\"}]}",
                "{\"role\": \"user\", \"content\": [{\"type\": \"tool_result\", \"tool_use_id\": \"t\","
                        + " \"content\": [{\"type\": \"text\", \"text\": \"x\"}]}]}",
                "{\"role\": \"user\", \"content\": [{\"type\": \"document\", \"source\": {\"type\": \"file\","
                        + " \"file_id\": \"f\"}}]}",
                "{\"role\": \"user\", \"content\": [{\"type\": \"image\", \"source\": {\"type\": \"base64\","
                        + " \"media_type\": \"image/png\", \"data\": \"" + PNG + "\"}}]}",
                "{\"role\": \"assistant\", \"content\": [{\"type\": \"server_tool_use\", \"id\": \"s\"},"
                        + " {\"type\": \"web_search_tool_result\", \"tool_use_id\": \"s\"}]}",
                "{\"role\": \"assistant\", \"content\": [{\"type\": \"thinking\", \"thinking\": \"\","
                        + " \"signature\": \"s\"}]}"
            })
    void blocksThatAnthropicKnowsAreAccepted(String message) {
        accepts("{\"max_tokens\": 9, \"messages\": [" + message + "]}");
    }

    private static void accepts(String body) {
        assertThatCode(() -> MessagesReader.read(body.getBytes(UTF_8), Map.of()))
                .as(body)
                .doesNotThrowAnyException();
    }

    private static void refuses(String type, String path, String body) {
        var refused =
                catchThrowableOfType(RefusedException.class, () -> MessagesReader.read(body.getBytes(UTF_8), Map.of()));
        assertThat(refused).as(body).isNotNull();
        var failure = (Failure.Invalid) refused.failure();
        assertThat(failure.param()).as(body).isEqualTo(path);
        assertThat(failure.details().getFirst().type()).as(body).isEqualTo(type);
    }

    private static String body(String members) {
        return "{\"max_tokens\": 4096, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], " + members + "}";
    }
}
