package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolRulesTest {
    private static final String TOOLS = "'tools': [{'type': 'function', 'function': {'name': 'f'}},"
            + " {'type': 'custom', 'custom': {'name': 'c'}}], ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tools': []",
                "'tools': [{'type': 'function', 'function': {'name': 'get_weather-2', 'description': 'd',"
                        + " 'parameters': {'type': 'object', 'properties': 1}, 'strict': true}}]",
                "'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': null, 'strict': null}}]",
                "'tools': [{'type': 'custom', 'custom': {'name': 'c', 'format': {'type': 'grammar', 'grammar': {}}}}]",
                "'tool_choice': 'none'",
                "'tool_choice': 'auto'",
                TOOLS + "'tool_choice': 'required'",
                TOOLS + "'tool_choice': {'type': 'function', 'function': {'name': 'f'}}",
                TOOLS + "'tool_choice': {'type': 'custom', 'custom': {'name': 'c'}}",
                TOOLS + "'tool_choice': {'type': 'allowed_tools', 'allowed_tools': {'mode': 'auto',"
                        + " 'tools': [{'type': 'function', 'function': {'name': 'f'}}]}}",
                "'functions': [{'name': 'f', 'parameters': {}}], 'function_call': 'auto'",
                "'functions': [{'name': 'f'}], 'function_call': {'name': 'f'}",
                "'functions': null, 'function_call': null, " + TOOLS + "'tool_choice': null"
            })
    void acceptsToolsAndChoices(String members) {
        assertThatCode(() -> ChatRulesTest.read(body(members))).as(members).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type_error  | tools[0]                | 'tools': ['f']
            missing     | tools[0].type           | 'tools': [{'function': {'name': 'f'}}]
            enum        | tools[0].type           | 'tools': [{'type': 'web_search'}]
            missing     | tools[0].function       | 'tools': [{'type': 'function'}]
            missing     | tools[0].function.name  | 'tools': [{'type': 'function', 'function': {}}]
            value_error | tools[0].function.name  | 'tools': [{'type': 'function', 'function': {'name': ''}}]
            value_error | tools[0].function.name  | 'tools': [{'type': 'function', 'function': {'name': 'a b'}}]
            value_error | tools[0].function.name  | 'tools': [{'type': 'function', 'function': {'name': 'a.b'}}]
            value_error | tools[0].function.name  | 'tools': [{'type': 'function', 'function': {'name': 'ä'}}]
            value_error | tools[0].function.name  | 'tools': [{'type': 'function', 'function': {'name': 'a23456789012345678901234567890123456789012345678901234567890123456'}}]
            type_error  | tools[0].function.parameters  | 'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': []}}]
            type_error  | tools[0].function.description | 'tools': [{'type': 'function', 'function': {'name': 'f', 'description': 1}}]
            type_error  | tools[0].function.strict      | 'tools': [{'type': 'function', 'function': {'name': 'f', 'strict': 1}}]
            missing     | tools[0].custom         | 'tools': [{'type': 'custom', 'function': {'name': 'f'}}]
            value_error | tools[0].custom.name    | 'tools': [{'type': 'custom', 'custom': {'name': 'a/b'}}]
            missing     | tools[0].custom.format.type | 'tools': [{'type': 'custom', 'custom': {'name': 'a', 'format': {}}}]
            type_error  | tool_choice             | 'tool_choice': true
            enum        | tool_choice             | 'tool_choice': 'any'
            missing     | tool_choice.type        | 'tool_choice': {'function': {'name': 'f'}}
            enum        | tool_choice.type        | 'tool_choice': {'type': 'tool', 'name': 'f'}
            missing     | tool_choice.function    | 'tool_choice': {'type': 'function'}
            missing     | tool_choice.function.name | 'tool_choice': {'type': 'function', 'function': {}}
            value_error | tool_choice.function.name | 'tool_choice': {'type': 'function', 'function': {'name': 'f'}}
            value_error | tool_choice.function.name | 'tools': [{'type': 'function', 'function': {'name': 'g'}}], 'tool_choice': {'type': 'function', 'function': {'name': 'f'}}
            value_error | tool_choice.custom.name   | 'tools': [{'type': 'function', 'function': {'name': 'f'}}], 'tool_choice': {'type': 'custom', 'custom': {'name': 'f'}}
            missing     | tool_choice.allowed_tools | 'tool_choice': {'type': 'allowed_tools'}
            enum        | tool_choice.allowed_tools.mode | 'tool_choice': {'type': 'allowed_tools', 'allowed_tools': {'mode': 'none', 'tools': []}}
            missing     | tool_choice.allowed_tools.tools | 'tool_choice': {'type': 'allowed_tools', 'allowed_tools': {'mode': 'auto'}}
            value_error | tool_choice.allowed_tools.tools[0].function.name | 'tool_choice': {'type': 'allowed_tools', 'allowed_tools': {'mode': 'auto', 'tools': [{'type': 'function', 'function': {'name': 'f'}}]}}
            type_error  | functions               | 'functions': {}
            value_error | functions               | 'functions': []
            missing     | functions[0].name       | 'functions': [{}]
            value_error | functions[0].name       | 'functions': [{'name': 'a b'}]
            type_error  | functions[0].parameters | 'functions': [{'name': 'f', 'parameters': 'x'}]
            enum        | function_call           | 'functions': [{'name': 'f'}], 'function_call': 'required'
            missing     | function_call.name      | 'functions': [{'name': 'f'}], 'function_call': {}
            value_error | function_call.name      | 'functions': [{'name': 'f'}], 'function_call': {'name': 'g'}
            value_error | function_call.name      | 'function_call': {'name': 'g'}
            value_error | functions               | 'tools': [], 'functions': [{'name': 'f'}]
            value_error | function_call           | 'tool_choice': 'auto', 'function_call': 'auto'
            """)
    void refusesWhatBreaksARule(String type, String path, String members) {
        var failure = ChatRulesTest.refusal(body(members));
        assertThat(failure.param()).as(members).isEqualTo(path);
        assertThat(failure.details().getFirst().type()).as(members).isEqualTo(type);
    }

    private static String body(String members) {
        return ("{'messages': [{'role': 'user', 'content': 'hi'}], " + members + "}").replace('\'', '"');
    }
}
