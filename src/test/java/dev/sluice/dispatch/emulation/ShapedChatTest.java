package dev.sluice.dispatch.emulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.CompletionReader;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.TestingChat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapedChatTest {
    private static final Failure UNKNOWN_FORM = new Failure.RefusedByUpstream(
            "p", 400, "This response_format type is unavailable now", null, null, null, null);

    private final List<ChatRequest> asked = new ArrayList<>();

    private static ChatRequest request(boolean stream) {
        return ChatRequestReader.read(("""
                {"messages":[{"role":"system","content":"be kind"},{"role":"user","content":"hi"}],"stream":%s,
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object",
                  "properties":{"a":{"type":"integer"}},"required":["a"]}}}}""".formatted(stream)).getBytes(UTF_8), Map.of());
    }

    private static ReplyStream whole(String text) {
        return new Replay(List.of(
                CompletionReader.read(TestingChat.completion("m", text, 1).getBytes(UTF_8), "p")));
    }

    private static ReplyStream neutral(String text) {
        return new Replay(List.of(
                new ReplyEvent.Text(0, text),
                new ReplyEvent.Finished(0, "stop"),
                new ReplyEvent.Spent(new Usage(3, 2, 0, 0), null)));
    }

    private ShapedChat over(Object... replies) {
        Queue<Object> left = new ArrayDeque<>(Arrays.asList(replies));
        return new ShapedChat(
                request -> {
                    asked.add(request);
                    Object reply = left.remove();
                    if (reply instanceof Failure failure) {
                        throw new RefusedException(failure);
                    }
                    return (ReplyStream) reply;
                },
                "p");
    }

    private static List<ReplyEvent> events(ReplyStream reply) {
        var events = new ArrayList<ReplyEvent>();
        for (var event = reply.next(); event != null; event = reply.next()) {
            events.add(event);
        }
        return events;
    }

    @Test
    void passesAnAnswerThatFollowsTheSchemaAsItCame() {
        assertThat(events(over(whole("{\"a\": 1}")).ask(request(false))))
                .singleElement()
                .isInstanceOf(ReplyEvent.Whole.class);
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certainly!", "{\"a\": \"one\"}", "{}", "{\"a\": 1} and more"})
    void hasAWrongAnswerRepairedOnce(String wrong) {
        var events =
                events(over(whole(wrong), neutral("```json\n{\"a\": 2}\n```")).ask(request(false)));
        assertThat(events.getFirst()).isEqualTo(new ReplyEvent.Text(0, "{\"a\": 2}"));
        assertThat(((ReplyEvent.Spent) events.getLast()).usage().input()).isEqualTo(TestingChat.PROMPT_TOKENS + 3);
        ChatRequest repair = asked.getLast();
        assertThat(repair.dialect()).isEqualTo(Dialect.NONE);
        assertThat(repair.prompt().format()).isInstanceOf(OutputFormat.Text.class);
        assertThat(repair.prompt().messages())
                .extracting(message -> message.role())
                .containsExactly(Role.SYSTEM, Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(repair.prompt().messages().get(3).text()).isEqualTo(wrong);
    }

    @Test
    void aSecondWrongAnswerIsABrokenOne() {
        var chat = over(whole("no"), neutral("still no"));
        assertThatThrownBy(() -> chat.ask(request(false)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.UpstreamBroken.class));
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksInWordsWhereTheProviderRefusesTheForm(boolean stream) {
        var events = events(over(UNKNOWN_FORM, neutral("{\"a\": 1}")).ask(request(stream)));
        assertThat(events).startsWith(new ReplyEvent.Text(0, "{\"a\": 1}"), new ReplyEvent.Finished(0, "stop"));
        assertThat(asked.getLast().prompt().messages().get(1).text()).contains("\"required\"");
    }

    @Test
    void anotherRefusalIsNotTakenForThat() {
        var other = new Failure.RefusedByUpstream("p", 400, "The context is too long", null, null, null, null);
        assertThatThrownBy(() -> over(other).ask(request(false))).isInstanceOf(RefusedException.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aCallOrACutAnswerIsNotChecked() {
        var call = List.of(new TestingChat.Call("c", "f", "{}"));
        var calling = new Replay(
                List.of(CompletionReader.read(TestingChat.completion("m", call).getBytes(UTF_8), "p")));
        assertThat(events(over(calling).ask(request(false)))).hasSize(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aStreamPassesAsItComes() {
        ReplyStream stream = neutral("not JSON");
        assertThat(over(stream).ask(request(true))).isSameAs(stream);
    }

    @Test
    void concernsOnlyWhoAsksForAForm() {
        assertThat(ShapedChat.concerns(request(false))).isTrue();
        var free = ChatRequestReader.read(
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"response_format\":{\"type\":\"text\"}}"
                        .getBytes(UTF_8),
                Map.of());
        assertThat(ShapedChat.concerns(free)).isFalse();
    }
}
