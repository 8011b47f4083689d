package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role': 'system', 'content': 'x'}",
                "{'role': 'developer', 'content': 'x', 'name': 'n'}",
                "{'role': 'user', 'content': ''}",
                "{'role': 'user', 'content': 'x', 'unknown': [1]}",
                "{'role': 'user', 'content': [{'type': 'text', 'text': 'x', 'unknown': 1}]}",
                "{'role': 'assistant', 'content': 'x'}",
                "{'role': 'assistant', 'content': null, 'refusal': 'no'}",
                "{'role': 'assistant', 'audio': {'id': 'a'}}",
                "{'role': 'assistant', 'content': [{'type': 'refusal', 'refusal': 'no'}]}",
                "{'role': 'assistant', 'function_call': {'name': 'f', 'arguments': '{}'}}",
                "{'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'function',"
                        + " 'function': {'name': 'f', 'arguments': ''}}]}",
                "{'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'custom',"
                        + " 'custom': {'name': 'f', 'input': ''}}]}",
                "{'role': 'tool', 'content': 'x', 'tool_call_id': 'c'}",
                "{'role': 'tool', 'content': [{'type': 'text', 'text': 'x'}], 'tool_call_id': 'c'}",
                "{'role': 'function', 'name': 'f', 'content': 'x'}",
                "{'role': 'function', 'name': 'f', 'content': null}"
            })
    void acceptsEveryRole(String message) {
        accepts(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type_error  |                    | 'hello'
            type_error  |                    | null
            missing     | role               | {'content': 'x'}
            missing     | role               | {'role': null, 'content': 'x'}
            type_error  | role               | {'role': 1, 'content': 'x'}
            enum        | role               | {'role': 'User', 'content': 'x'}
            enum        | role               | {'role': 'model', 'content': 'x'}
            missing     | content            | {'role': 'user'}
            missing     | content            | {'role': 'system', 'content': null}
            missing     | content            | {'role': 'developer'}
            missing     | content            | {'role': 'tool', 'tool_call_id': 'c'}
            type_error  | content            | {'role': 'user', 'content': 1}
            type_error  | content            | {'role': 'user', 'content': {'type': 'text', 'text': 'x'}}
            value_error | content            | {'role': 'user', 'content': []}
            type_error  | content[0]         | {'role': 'user', 'content': ['x']}
            type_error  | name               | {'role': 'user', 'content': 'x', 'name': 1}
            missing     | content            | {'role': 'assistant'}
            missing     | content            | {'role': 'assistant', 'content': null, 'tool_calls': []}
            type_error  | refusal            | {'role': 'assistant', 'content': 'x', 'refusal': 1}
            type_error  | audio              | {'role': 'assistant', 'audio': 'a'}
            missing     | audio.id           | {'role': 'assistant', 'audio': {}}
            type_error  | function_call      | {'role': 'assistant', 'function_call': 'f'}
            missing     | function_call.name | {'role': 'assistant', 'function_call': {'arguments': ''}}
            missing     | function_call.arguments | {'role': 'assistant', 'function_call': {'name': 'f'}}
            type_error  | tool_calls         | {'role': 'assistant', 'content': 'x', 'tool_calls': {}}
            missing     | tool_calls[0].id   | {'role': 'assistant', 'tool_calls': [{'type': 'function', 'function': {'name': 'f', 'arguments': ''}}]}
            missing     | tool_calls[0].type | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'function': {'name': 'f', 'arguments': ''}}]}
            enum        | tool_calls[0].type | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'retrieval'}]}
            missing     | tool_calls[0].function | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'function'}]}
            missing     | tool_calls[0].function.name | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'function', 'function': {'arguments': ''}}]}
            missing     | tool_calls[0].function.arguments | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'function', 'function': {'name': 'f'}}]}
            type_error  | tool_calls[0].function.arguments | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'function', 'function': {'name': 'f', 'arguments': {}}}]}
            missing     | tool_calls[0].custom.input | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'custom', 'custom': {'name': 'f'}}]}
            missing     | tool_calls[0].custom.name  | {'role': 'assistant', 'tool_calls': [{'id': 'c', 'type': 'custom', 'custom': {'input': 'f'}}]}
            missing     | tool_call_id       | {'role': 'tool', 'content': 'x'}
            missing     | tool_call_id       | {'role': 'tool', 'content': 'x', 'tool_call_id': null}
            value_error | tool_call_id       | {'role': 'tool', 'content': 'x', 'tool_call_id': ''}
            type_error  | tool_call_id       | {'role': 'tool', 'content': 'x', 'tool_call_id': 1}
            missing     | name               | {'role': 'function', 'content': 'x'}
            type_error  | content            | {'role': 'function', 'name': 'f', 'content': ['x']}
            """)
    void refusesWhatBreaksARule(String type, String path, String message) {
        refuses(type, "messages[1]" + (path == null ? "" : "." + path), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'text', 'text': ''}",
                "{'type': 'refusal', 'refusal': 'no'}",
                "{'type': 'input_audio', 'input_audio': {'data': 'AAAA', 'format': 'wav'}}",
                "{'type': 'input_audio', 'input_audio': {'data': 'AAAA', 'format': 'mp3'}}",
                "{'type': 'file', 'file': {'file_id': 'f'}}",
                "{'type': 'file', 'file': {'file_data': 'data:application/pdf;base64,AAAA', 'filename': 'a.pdf'}}",
                "{'type': 'image_url', 'image_url': {'url': 'https://example.com/a.png', 'detail': 'high'}}",
                "{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,AAAA'}}"
            })
    void acceptsEveryTypeOfPart(String part) {
        accepts("{'role': 'user', 'content': [" + part + "]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            missing     | type                | {'text': 'x'}
            enum        | type                | {'type': 'image', 'source': {}}
            enum        | type                | {'type': 'video_url', 'video_url': {}}
            missing     | text                | {'type': 'text'}
            type_error  | text                | {'type': 'text', 'text': 1}
            missing     | refusal             | {'type': 'refusal'}
            missing     | image_url           | {'type': 'image_url'}
            type_error  | image_url           | {'type': 'image_url', 'image_url': 'https://example.com/a.png'}
            missing     | image_url.url       | {'type': 'image_url', 'image_url': {}}
            type_error  | image_url.url       | {'type': 'image_url', 'image_url': {'url': 1}}
            value_error | image_url.url       | {'type': 'image_url', 'image_url': {'url': 'file:///etc/passwd'}}
            type_error  | image_url.detail    | {'type': 'image_url', 'image_url': {'url': 'http://a/', 'detail': 1}}
            missing     | input_audio         | {'type': 'input_audio'}
            missing     | input_audio.data    | {'type': 'input_audio', 'input_audio': {'format': 'wav'}}
            missing     | input_audio.format  | {'type': 'input_audio', 'input_audio': {'data': 'AAAA'}}
            enum        | input_audio.format  | {'type': 'input_audio', 'input_audio': {'data': 'AAAA', 'format': 'flac'}}
            missing     | file                | {'type': 'file'}
            missing     | file                | {'type': 'file', 'file': {'filename': 'a.pdf'}}
            type_error  | file.file_id        | {'type': 'file', 'file': {'file_id': 1}}
            type_error  | file.file_data      | {'type': 'file', 'file': {'file_data': 1}}
            type_error  | file.filename       | {'type': 'file', 'file': {'file_id': 'f', 'filename': 1}}
            """)
    void refusesPartsThatBreakARule(String type, String path, String part) {
        refuses(type, "messages[1].content[0]." + path, "{'role': 'user', 'content': [" + part + "]}");
    }

    private static void accepts(String message) {
        assertThatCode(() -> ChatRulesTest.read(body(message))).as(message).doesNotThrowAnyException();
    }

    private static void refuses(String type, String path, String message) {
        var failure = ChatRulesTest.refusal(body(message));
        assertThat(failure.param()).as(message).isEqualTo(path);
        assertThat(failure.details().getFirst().type()).as(message).isEqualTo(type);
    }

    private static String body(String message) {
        return ("{'messages': [{'role': 'user', 'content': 'hi'}, " + message + "]}").replace('\'', '"');
    }
}
