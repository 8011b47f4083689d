package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnthropic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Replies taken apart and put together again.
final class ReplyTest {
    private static final String[] BLOCKS = {
        TestingAnthropic.thinking("Let me see.", "sig=="),
        "{\"type\":\"redacted_thinking\",\"data\":\"sealed\"}",
        TestingAnthropic.text("I look."),
        TestingAnthropic.toolUse("toolu_1", "weather", "{\"city\":\"Berlin\"}"),
        TestingAnthropic.toolUse("toolu_2", "time", "{}")
    };
    private static final Usage COST = new Usage(5, 7, 2, 0);

    private static List<ReplyEvent> streamed(String stopReason, String... blocks) {
        return TestingMessages.read(TestingAnthropic.events(stopReason, blocks), new ArrayList<>());
    }

    private static List<ReplyEvent> whole(String stopReason, String... blocks) {
        return List.of(
                MessageReader.read(TestingAnthropic.message(stopReason, blocks).getBytes(UTF_8), "fake"));
    }

    private static ObjectNode content(String json) {
        ObjectNode message = (ObjectNode) Json.parse(json);
        return message.retain("content", "stop_reason", "usage");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplyTakenApartAndPutTogetherIsTheSame(boolean stream) {
        List<ReplyEvent> neutral =
                TestingMessages.decoded(stream ? streamed("tool_use", BLOCKS) : whole("tool_use", BLOCKS));
        assertThat(content(TestingMessages.whole(neutral)))
                .isEqualTo(content(TestingAnthropic.message("tool_use", BLOCKS)));
    }

    @Test
    void callsAreCountedAndHaveTheirArguments() {
        List<ReplyEvent> neutral = TestingMessages.decoded(streamed("tool_use", BLOCKS));
        var arguments = new StringBuilder();
        neutral.forEach(event -> {
            if (event instanceof ReplyEvent.ToolCall call) {
                arguments
                        .append(call.index())
                        .append(call.name() == null ? "" : call.name())
                        .append(call.arguments());
            }
        });
        assertThat(arguments.toString().replace("0", ""))
                .contains("weather{\"city\":\"Berlin\"}")
                .endsWith("1time1{}");
        assertThat(neutral).contains(new ReplyEvent.Signed(0, "sig=="), new ReplyEvent.SealedThought(0, "sealed"));
        assertThat(neutral).endsWith(new ReplyEvent.Finished(0, "tool_calls"), new ReplyEvent.Spent(COST, null));
    }

    @Test
    void chunksFoldIntoTheMessageThatTheyTell() {
        JsonNode folded = Json.parse(TestingMessages.whole(streamed("stop_sequence", BLOCKS)));
        assertThat(content(folded.toString())).isEqualTo(content(TestingAnthropic.message("stop_sequence", BLOCKS)));
        assertThat(folded.path("id").asText()).isEqualTo("msg_testing");
    }

    @Test
    void aWholeMessageIsToldAsAStreamWithAllThatItHas() {
        List<String> events = TestingMessages.written(whole("pause_turn", BLOCKS));
        var fold = new ArrayList<ReplyEvent>();
        events.forEach(
                event -> fold.add(new ReplyEvent.Chunk(dev.sluice.exchange.Dialect.ANTHROPIC, event.getBytes(UTF_8))));
        JsonNode message = Json.parse(TestingMessages.whole(fold));
        assertThat(message).isEqualTo(Json.parse(TestingAnthropic.message("pause_turn", BLOCKS)));
        assertThat(events.stream().map(event -> MessageEventWriter.name(event.getBytes(UTF_8))))
                .startsWith("message_start", "content_block_start", "content_block_delta")
                .endsWith("content_block_stop", "message_delta", "message_stop");
    }

    @Test
    void aWholeMessageKeepsItsBytes() {
        assertThat(TestingMessages.whole(whole("end_turn", BLOCKS)))
                .isEqualTo(TestingAnthropic.message("end_turn", BLOCKS));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, stop, end_turn",
        "stop_sequence, stop, end_turn",
        "pause_turn, stop, end_turn",
        "max_tokens, length, max_tokens",
        "model_context_window_exceeded, length, max_tokens",
        "refusal, content_filter, refusal",
        "of_tomorrow, stop, end_turn"
    })
    void reasonsAreTranslated(String reason, String neutral, String back) {
        List<ReplyEvent> events = TestingMessages.decoded(whole(reason, TestingAnthropic.text("x")));
        assertThat(events).contains(new ReplyEvent.Finished(0, neutral));
        assertThat(Json.parse(TestingMessages.whole(events)).path("stop_reason").asText())
                .isEqualTo(back);
    }

    @Test
    void theAnswersOwnToolIsText() {
        String answer = TestingAnthropic.toolUse("t", FormatWriter.ANSWER_TOOL, "{\"a\":1}");
        List<ReplyEvent> events = TestingMessages.decoded(streamed("tool_use", answer));
        assertThat(events)
                .noneMatch(ReplyEvent.ToolCall.class::isInstance)
                .contains(new ReplyEvent.Finished(0, "stop"));
        assertThat(Json.parse(TestingMessages.whole(events))
                        .path("content")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void aStreamHasTheSequenceThatClientsExpect() {
        List<String> events = TestingMessages.written(List.of(
                new ReplyEvent.Thought(0, "hm"),
                new ReplyEvent.Text(0, "a"),
                new ReplyEvent.Text(0, "b"),
                new ReplyEvent.ToolCall(0, 0, "c1", "f", ""),
                new ReplyEvent.ToolCall(0, 0, null, null, "{}"),
                new ReplyEvent.Finished(0, "stop"),
                new ReplyEvent.Spent(COST, null)));
        assertThat(events.stream().map(event -> {
                    JsonNode json = Json.parse(event);
                    return json.path("type").asText()
                            + (json.has("index") ? " " + json.path("index").asInt() : "");
                }))
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start 0",
                        "content_block_delta 0",
                        "content_block_stop 0",
                        "content_block_start 1",
                        "content_block_delta 1",
                        "content_block_delta 1",
                        "content_block_stop 1",
                        "content_block_start 2",
                        "content_block_delta 2",
                        "content_block_stop 2",
                        "message_delta",
                        "message_stop");
        assertThat(events.get(events.size() - 2))
                .isEqualTo(
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\",\"stop_sequence\":null},"
                                + "\"usage\":{\"input_tokens\":3,\"cache_creation_input_tokens\":0,"
                                + "\"cache_read_input_tokens\":2,\"output_tokens\":7}}");
    }

    @Test
    void callsThatComeInterleavedAreToldOneAfterTheOther() {
        List<ReplyEvent> mixed = List.of(
                new ReplyEvent.ToolCall(0, 0, "c0", "f", "{\"a\""),
                new ReplyEvent.ToolCall(0, 1, "c1", "g", "{\"b\""),
                new ReplyEvent.ToolCall(0, 0, null, null, ":1}"),
                new ReplyEvent.ToolCall(0, 1, null, null, ":2}"),
                new ReplyEvent.ToolCall(0, 2, "c2", "h", ""),
                new ReplyEvent.Finished(0, "tool_calls"));
        JsonNode content = Json.parse(TestingMessages.whole(mixed)).path("content");
        assertThat(content).isEqualTo(Json.parse("""
                [{"type": "tool_use", "id": "c0", "name": "f", "input": {"a": 1}},
                 {"type": "tool_use", "id": "c1", "name": "g", "input": {"b": 2}},
                 {"type": "tool_use", "id": "c2", "name": "h", "input": {}}]
                """));
    }

    @Test
    void aRefusalIsTextAndItsReason() {
        JsonNode message = Json.parse(TestingMessages.whole(
                List.of(new ReplyEvent.Refused(0, "I cannot."), new ReplyEvent.Finished(0, "stop"))));
        assertThat(message.path("content").path(0).path("text").asText()).isEqualTo("I cannot.");
        assertThat(message.path("stop_reason").asText()).isEqualTo("refusal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"nothing\"}", "[]", "", "{\"content\":\"x\"}", "{\"type\":\"message\""})
    void whatIsNoMessageIsBroken(String body) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> MessageReader.read(body.getBytes(UTF_8), "fake"))
                .hasMessageContaining("The provider 'fake'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "message_stop | {\"type\":\"message_stop\"}",
                "content_block_delta | {\"type\":\"content_block_delta\",\"index\":0}",
                "ping | {\"x\":{\"type\":\"no\"}, \"type\": \"ping\"}",
                "message | {\"type\":\"a\\nb\"}",
                "message | {}"
            })
    void anEventsNameIsItsType(String name, String json) {
        assertThat(MessageEventWriter.name(json.getBytes(UTF_8))).isEqualTo(name);
    }
}
