package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyFunctionsTest {
    private static final String USER = "{\"role\":\"user\",\"content\":\"hi\"}";

    @Test
    void functionsBecomeTools() {
        String body = "{\"messages\":[" + USER + "],\"functions\":[{\"name\":\"f\",\"parameters\":{\"minimum\":1.0}},"
                + " {\"name\":\"g\"}],\"function_call\":{\"name\":\"f\"}}";
        assertThat(ChatRequestWriterTest.sent(body, "m", "{}"))
                .isEqualTo("{\"messages\":[" + USER + "],\"tools\":["
                        + "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"minimum\":1.0}}},"
                        + "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}],"
                        + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}},\"model\":\"m\"}");
    }

    @ParameterizedTest
    @CsvSource({"none", "auto"})
    void wordsStayWords(String word) {
        String body = "{\"messages\":[" + USER + "],\"function_call\":\"" + word + "\"}";
        assertThat(ChatRequestWriterTest.sent(body, "m", "{}"))
                .isEqualTo("{\"messages\":[" + USER + "],\"tool_choice\":\"" + word + "\",\"model\":\"m\"}");
    }

    @Test
    void nullsLeaveNoTrace() {
        String body = "{\"messages\":[" + USER + "],\"functions\":null,\"function_call\":null}";
        assertThat(ChatRequestWriterTest.sent(body, "m", "{}"))
                .isEqualTo("{\"messages\":[" + USER + "],\"model\":\"m\"}");
    }

    @Test
    void answersFindTheirCalls() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9\", \"x\":1.0},"
                + "{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"role\":\"assistant\",\"function_call\":{\"name\":\"g\",\"arguments\":\"1\"}},"
                + "{\"role\":\"function\",\"name\":\"g\",\"content\":\"two\"},"
                + "{\"role\":\"function\",\"name\":\"f\",\"content\":null}]}";
        assertThat(ChatRequestWriterTest.sent(body, "m", "{}"))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9\", \"x\":1.0},"
                        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_2\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"1\"}}]},"
                        + "{\"role\":\"tool\",\"name\":\"g\",\"content\":\"two\",\"tool_call_id\":\"call_2\"},"
                        + "{\"role\":\"tool\",\"name\":\"f\",\"content\":\"\",\"tool_call_id\":\"call_1\"}],"
                        + "\"model\":\"m\"}");
    }

    @Test
    void anAnswerWithoutACallGetsAnIdOfItsOwn() {
        String body = "{\"messages\":[{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}]}";
        assertThat(ChatRequestWriterTest.sent(body, "m", "{}"))
                .contains("\"role\":\"tool\"", "\"tool_call_id\":\"call_1\"");
    }

    @Test
    void newCallsStayBesideOldOnes() {
        String call = "{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}";
        String body = "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[" + call + "],"
                + "\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}]}";
        assertThat(ChatRequestWriterTest.sent(body, "m", "{}"))
                .contains("\"tool_calls\":[" + call + ",{\"id\":\"call_1\"");
    }
}
