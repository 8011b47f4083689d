package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingChat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThoughtChunksTest {
    private final ThoughtChunks thoughts = new ThoughtChunks("p", 1);

    private static ReplyEvent chunk(String json) {
        return new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, json.getBytes(UTF_8));
    }

    private List<JsonNode> read(List<ReplyEvent> events) {
        var out = new ArrayList<ReplyEvent>();
        events.forEach(event -> thoughts.take(event, out));
        return out.stream()
                .map(event -> Json.parse(new String(((ReplyEvent.Chunk) event).json(), UTF_8)))
                .toList();
    }

    private static String joined(List<JsonNode> chunks, String name) {
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/" + name).asText("")));
        return text.toString();
    }

    @Test
    void movesTaggedReasoningOfAStream() {
        String whole = "<think>\nhm\n</think>\n\nso it is";
        for (int size = 1; size < 12; size++) {
            var pieces = new ArrayList<ReplyEvent>();
            pieces.add(chunk(TestingChat.opening("m")));
            for (int at = 0; at < whole.length(); at += size) {
                pieces.add(chunk(TestingChat.piece("m", whole.substring(at, Math.min(whole.length(), at + size)))));
            }
            pieces.add(chunk(TestingChat.ending("m", "stop")));
            var fresh = new ThoughtChunks("p", 1);
            var out = new ArrayList<ReplyEvent>();
            pieces.forEach(event -> fresh.take(event, out));
            var chunks = out.stream()
                    .map(event -> Json.parse(new String(((ReplyEvent.Chunk) event).json(), UTF_8)))
                    .toList();
            assertThat(joined(chunks, "reasoning_content")).isEqualTo("hm\n");
            assertThat(joined(chunks, "content")).isEqualTo("so it is");
            assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
            assertThat(chunks.stream().filter(one -> one.at("/choices/0/delta").has("role")))
                    .hasSize(1);
            assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        }
    }

    @Test
    void passesTheSameBytesWhereThereIsNone() {
        List<ReplyEvent> events = List.of(
                chunk(TestingChat.opening("m")),
                chunk(TestingChat.piece("m", "so ")),
                chunk(TestingChat.piece("m", "<think>late</think>")),
                chunk(TestingChat.ending("m", "stop")));
        var out = new ArrayList<ReplyEvent>();
        events.forEach(event -> thoughts.take(event, out));
        assertThat(out).hasSameSizeAs(events);
        for (int i = 0; i < out.size(); i++) {
            assertThat(out.get(i)).isSameAs(events.get(i));
        }
    }

    @Test
    void losesNothingOfATextThatBeginsLikeATag() {
        var chunks = read(List.of(
                chunk(TestingChat.opening("m")),
                chunk(TestingChat.piece("m", "<th")),
                chunk(TestingChat.piece("m", "ree>")),
                chunk(TestingChat.ending("m", "stop"))));
        assertThat(joined(chunks, "content")).isEqualTo("<three>");
    }

    @Test
    void movesTaggedReasoningOfAWholeAnswer() {
        var whole = CompletionReader.read(
                TestingChat.completion("m", "<think>hm</think>so", 2).getBytes(UTF_8), "p");
        var out = new ArrayList<ReplyEvent>();
        thoughts.take(whole, out);
        JsonNode message = Json.parse(new String(((ReplyEvent.Whole) out.getFirst()).json(), UTF_8))
                .at("/choices/0/message");
        assertThat(message.path("content").asText()).isEqualTo("so");
        assertThat(message.path("reasoning_content").asText()).isEqualTo("hm");
    }
}
