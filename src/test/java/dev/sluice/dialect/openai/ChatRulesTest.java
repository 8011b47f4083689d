package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule of the request's top level with what it accepts and what it refuses.
class ChatRulesTest {
    static final List<String> FLAGS = List.of(
            "logprobs",
            "stream",
            "parallel_tool_calls",
            "store",
            "tool_emulation",
            "download_media",
            "raw",
            "continue_");

    static final List<String> STRINGS = List.of(
            "model",
            "user",
            "safety_identifier",
            "service_tier",
            "reasoning_effort",
            "verbosity",
            "prompt_cache_key",
            "prompt_cache_retention",
            "provider",
            "conversation_id",
            "image_name",
            "character",
            "name1",
            "name2",
            "user_name",
            "bot_name",
            "context",
            "greeting",
            "user_bio",
            "chat_instruct_command",
            "instruction_template",
            "instruction_template_str",
            "chat_template_str",
            "preset");

    static final List<String> OBJECTS = List.of(
            "metadata",
            "prompt_cache_options",
            "moderation",
            "web_search_options",
            "stream_options",
            "logit_bias",
            "conversation",
            "extra_body");

    static final List<String> LISTS = List.of("modalities", "tools", "tool_calls", "images", "media");

    @ParameterizedTest
    @FieldSource("FLAGS")
    void flagsAreTrueOrFalse(String name) {
        accepts("\"" + name + "\": true");
        accepts("\"" + name + "\": null");
        refuses("type_error", name, "\"" + name + "\": \"true\"");
        refuses("type_error", name, "\"" + name + "\": 1");
    }

    @Test
    void aPictureBesideTheMessagesIsAnAddress() {
        accepts("\"image\": \"data:image/png;base64,AA==\"");
        accepts("\"image\": \"https://example.com/a.png\"");
        refuses("type_error", "image", "\"image\": 7");
        refuses("invalid_value", "image", "\"image\": \"x\"");
    }

    @ParameterizedTest
    @FieldSource("STRINGS")
    void stringsAreStrings(String name) {
        accepts("\"" + name + "\": \"x\"");
        accepts("\"" + name + "\": null");
        refuses("type_error", name, "\"" + name + "\": 7");
        refuses("type_error", name, "\"" + name + "\": {}");
    }

    @ParameterizedTest
    @FieldSource("OBJECTS")
    void objectsAreObjects(String name) {
        accepts("\"" + name + "\": " + (name.equals("moderation") ? "{\"model\": \"m\"}" : "{}"));
        accepts("\"" + name + "\": null");
        refuses("type_error", name, "\"" + name + "\": []");
        refuses("type_error", name, "\"" + name + "\": \"{}\"");
    }

    @ParameterizedTest
    @FieldSource("LISTS")
    void listsAreLists(String name) {
        accepts("\"" + name + "\": []");
        accepts("\"" + name + "\": null");
        refuses("type_error", name, "\"" + name + "\": {}");
        refuses("type_error", name, "\"" + name + "\": \"x\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            temperature           |    0 |    2 |      -0.1 | 2.0000000001
            top_p                 |    0 |    1 |     -1e-9 | 1.1
            presence_penalty      |   -2 |  2.0 |     -2.01 | 3
            frequency_penalty     | -2.0 |    2 |       -20 | 2.5
            n                     |    1 |  128 |         0 | 129
            top_logprobs          |    0 |   20 |        -1 | 21
            max_tokens            |    1 |  1e6 |         0 | 9223372036854775808
            max_completion_tokens |    1 | 4096 |        -1 | 1e400
            timeout               |    0 | 0.5  |      -0.1 | 1e400
            stream_timeout        |    0 |  600 |        -1 | 1e999
            seed | -9223372036854775808 | 9223372036854775807 | -9223372036854775809 | 9223372036854775808
            """)
    void numbersKeepTheirBounds(String name, String least, String most, String below, String above) {
        String member = "\"" + name + "\": ";
        accepts(member + least);
        accepts(member + most);
        accepts(member + "null");
        refuses("range", name, member + below);
        refuses("range", name, member + above);
        refuses("range", name, member + "1e1000000000");
        refuses("type_error", name, member + "\"1\"");
        refuses("type_error", name, member + "true");
        refuses("type_error", name, member + "[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "top_logprobs", "max_tokens", "max_completion_tokens", "seed"})
    void integersHaveNoFraction(String name) {
        accepts("\"" + name + "\": 2.0");
        accepts("\"" + name + "\": 0.2e1");
        refuses("type_error", name, "\"" + name + "\": 1.5");
        refuses("type_error", name, "\"" + name + "\": 1.000000000000000000000000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"unknown\": {\"a\": [1, null, \"x\"]}, \"top_q\": \"what it likes\", \"max_p\": -1",
                "\"model\": \"auto\"",
                "\"stop\": \"x\"",
                "\"stop\": []",
                "\"stop\": [\"1\", \"2\", \"3\", \"4\"]",
                "\"logit_bias\": {\"50256\": -100, \"1\": 100, \"2\": null}",
                "\"stream_options\": {\"include_usage\": true, \"include_obfuscation\": false, \"x\": 1}",
                "\"stream_options\": {\"include_usage\": null}",
                "\"response_format\": {\"type\": \"text\"}",
                "\"response_format\": {\"type\": \"json_object\"}",
                "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a\", \"schema\": {}}}",
                "\"modalities\": [\"text\", \"audio\", \"image\"]",
                "\"audio\": {\"format\": \"pcm16\", \"voice\": \"any\"}",
                "\"audio\": {\"format\": \"wav\", \"voice\": {\"id\": \"v\"}}",
                "\"audio\": {\"format\": \"mp3\"}",
                "\"prediction\": {\"type\": \"content\", \"content\": \"x\"}",
                "\"prediction\": {\"type\": \"content\", \"content\": [{\"type\": \"text\", \"text\": \"x\"}]}",
                "\"web_search_options\": {\"user_location\": {}, \"search_context_size\": \"low\"}",
                "\"service_tier\": \"a tier of tomorrow\", \"reasoning_effort\": \"x-high\"",
                "\"metadata\": {\"nohistory\": true}",
                "\"mode\": \"chat-instruct\"",
                "\"web_search\": true",
                "\"web_search\": \"what to look for\"",
                "\"proxy\": \"\"",
                "\"provider\": \"groq openai\""
            })
    void acceptsWhatOpenAiAndItsRelativesAllow(String members) {
        accepts(members);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            value_error | model                     | "model": ""
            type_error  | stop                      | "stop": 1
            type_error  | stop[1]                   | "stop": ["a", 2]
            type_error  | stop[0]                   | "stop": [null]
            value_error | stop                      | "stop": ["1", "2", "3", "4", "5"]
            range       | logit_bias.50256          | "logit_bias": {"50256": 101}
            range       | logit_bias.1              | "logit_bias": {"1": -1e400}
            type_error  | logit_bias.1              | "logit_bias": {"1": "5"}
            type_error  | logit_bias.1              | "logit_bias": {"1": 0.5}
            type_error  | stream_options.include_usage       | "stream_options": {"include_usage": "yes"}
            type_error  | stream_options.include_obfuscation | "stream_options": {"include_obfuscation": 0}
            type_error  | response_format           | "response_format": "json_object"
            missing     | response_format.type      | "response_format": {}
            enum        | response_format.type      | "response_format": {"type": "grammar"}
            missing     | response_format.json_schema | "response_format": {"type": "json_schema"}
            type_error  | response_format.json_schema | "response_format": {"type": "json_schema", "json_schema": []}
            missing     | response_format.json_schema.schema | "response_format": {"type": "json_schema", "json_schema": {"name": "a"}}
            missing     | response_format.json_schema.name   | "response_format": {"type": "json_schema", "json_schema": {"schema": {}}}
            type_error  | response_format.json_schema.schema | "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": true}}
            type_error  | response_format.json_schema.strict | "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {}, "strict": 1}}
            type_error  | response_format.json_schema.description | "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {}, "description": 1}}
            type_error  | modalities[0]             | "modalities": [1]
            type_error  | audio                     | "audio": "wav"
            missing     | audio.format              | "audio": {"voice": "alloy"}
            enum        | audio.format              | "audio": {"format": "ogg"}
            type_error  | audio.voice               | "audio": {"format": "wav", "voice": 1}
            missing     | audio.voice.id            | "audio": {"format": "wav", "voice": {}}
            type_error  | prediction                | "prediction": "x"
            missing     | prediction.type           | "prediction": {"content": "x"}
            missing     | prediction.content        | "prediction": {"type": "content"}
            type_error  | web_search_options.user_location       | "web_search_options": {"user_location": "Rome"}
            type_error  | web_search_options.search_context_size | "web_search_options": {"search_context_size": 1}
            missing     | moderation.model          | "moderation": {}
            enum        | mode                      | "mode": "notebook"
            type_error  | web_search                | "web_search": 1
            type_error  | proxy                     | "proxy": true
            value_error | api_key                   | "api_key": "sk-x"
            value_error | api_key                   | "api_key": {"groq": "sk-x"}
            value_error | api_base                  | "api_base": "http://10.0.0.1/v1"
            value_error | base_url                  | "base_url": "http://10.0.0.1/v1"
            value_error | custom_host               | "custom_host": "10.0.0.1"
            range       | temperature               | "extra_body": {"temperature": 3}
            value_error | api_base                  | "extra_body": {"api_base": "http://10.0.0.1/v1"}
            """)
    void refusesWhatBreaksARule(String type, String path, String members) {
        refuses(type, path, members);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            missing     | {}
            missing     | {"messages": null}
            type_error  | {"messages": "hello"}
            type_error  | {"messages": {"role": "user", "content": "hello"}}
            value_error | {"messages": []}
            """)
    void messagesAreAListThatIsNotEmpty(String type, String body) {
        refusesBody(type, "messages", body);
    }

    private static void accepts(String members) {
        String body = body(members);
        assertThatCode(() -> read(body)).as(body).doesNotThrowAnyException();
    }

    private static void refuses(String type, String path, String members) {
        refusesBody(type, path, body(members));
    }

    private static void refusesBody(String type, String path, String body) {
        Failure.Invalid failure = refusal(body);
        assertThat(failure.param()).as(body).isEqualTo(path);
        assertThat(failure.details().getFirst().type()).as(body).isEqualTo(type);
        assertThat(failure.message()).startsWith(path + " ").endsWith(".");
    }

    static Failure.Invalid refusal(String body) {
        var refused = catchThrowableOfType(RefusedException.class, () -> read(body));
        assertThat(refused).as(body).isNotNull();
        return (Failure.Invalid) Objects.requireNonNull(refused).failure();
    }

    static void read(String body) {
        ChatRequestReader.read(body.getBytes(UTF_8), Map.of());
    }

    private static String body(String members) {
        return "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], " + members + "}";
    }
}
