package dev.sluice.dispatch.emulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolEmulationTest {
    private static ChatRequest request(String choice) {
        return ChatRequestReader.read(("""
                {"tool_emulation":true,"tool_choice":%s,
                 "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"}}}],
                 "messages":[{"role":"user","content":"hi"},
                  {"role":"assistant","content":"so","tool_calls":[
                    {"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]},
                  {"role":"tool","tool_call_id":"c","content":"two"}]}""".formatted(choice)).getBytes(UTF_8), Map.of());
    }

    private static List<ReplyEvent> read(String... pieces) {
        var events = new ArrayList<ReplyEvent>();
        for (String piece : pieces) {
            events.add(new ReplyEvent.Text(0, piece));
        }
        events.add(new ReplyEvent.Finished(0, "stop"));
        ReplyStream reply = ToolEmulation.read(new Replay(events), request("\"auto\""));
        var out = new ArrayList<ReplyEvent>();
        for (var event = reply.next(); event != null; event = reply.next()) {
            out.add(event);
        }
        return out;
    }

    private static String text(List<ReplyEvent> events) {
        var text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof ReplyEvent.Text(int choice, String delta) ? delta : ""));
        return text.toString();
    }

    private static List<ReplyEvent.ToolCall> calls(List<ReplyEvent> events) {
        return events.stream()
                .filter(ReplyEvent.ToolCall.class::isInstance)
                .map(ReplyEvent.ToolCall.class::cast)
                .toList();
    }

    @Test
    void tellsToolsCallsAndResultsInWords() {
        Prompt prompt = ToolEmulation.worded(request("\"required\"").prompt());
        assertThat(prompt.tools()).isEmpty();
        assertThat(prompt.messages())
                .extracting(message -> message.role())
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(prompt.messages().getFirst().text()).contains("\"name\":\"f\"", "You must call at least one tool");
        assertThat(prompt.messages().get(2).text())
                .contains("so", "<tool_call>{\"name\": \"f\", \"arguments\": {\"a\":1}}</tool_call>");
        assertThat(prompt.messages().get(3).text()).isEqualTo("<tool_result tool=\"f\">two</tool_result>");
    }

    @Test
    void saysNothingOfToolsThatMustNotBeCalled() {
        assertThat(ToolEmulation.worded(request("\"none\"").prompt())
                        .messages()
                        .getFirst()
                        .role())
                .isEqualTo(Role.USER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tool_call>{\"name\":\"f\",\"arguments\":{\"a\":1}}</tool_call>",
                "<tool_call>\n```json\n{\"name\":\"f\",\"arguments\":{\"a\":1,}}\n```\n</tool_call>",
                "<tool_call>{\"name\":\"f\",\"arguments\":{\"a\":1}</tool_call>",
                "<tool_call>{'name':'f',arguments:{\"a\":1}}</tool_call>",
                "<tool_call>{\"name\":\"f\",\"parameters\":{\"a\":1}}",
                "<tool_call>{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}</tool_call>"
            })
    void makesCallsOfWords(String words) {
        var events = read(words);
        assertThat(calls(events)).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("f");
            assertThat(call.arguments()).isEqualTo("{\"a\":1}");
            assertThat(call.id()).startsWith("call_");
        });
        assertThat(text(events)).isEmpty();
        assertThat(events.getLast()).isEqualTo(new ReplyEvent.Finished(0, "tool_calls"));
    }

    @Test
    void readsCallsWhereverTheirWordsAreCut() {
        String words = "Let me see.<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call>\n"
                + "<tool_call>{\"name\":\"f\",\"arguments\":{\"b\":2}}</tool_call>";
        for (int cut = 1; cut < words.length(); cut++) {
            var events = read(words.substring(0, cut), words.substring(cut));
            assertThat(text(events)).isEqualTo("Let me see.");
            assertThat(calls(events))
                    .extracting(ReplyEvent.ToolCall::index, ReplyEvent.ToolCall::arguments)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(0, "{}"),
                            org.assertj.core.groups.Tuple.tuple(1, "{\"b\":2}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b and <tool> is no call",
                "<tool_call>{\"name\":\"unknown\",\"arguments\":{}}</tool_call>",
                "<tool_call>nothing like JSON</tool_call>",
                "ends with <tool_ca"
            })
    void leavesWhatIsNoCallAsText(String words) {
        var events = read(words);
        assertThat(text(events)).isEqualTo(words);
        assertThat(events.getLast()).isEqualTo(new ReplyEvent.Finished(0, "stop"));
    }
}
