package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkWriterTest {
    private static final Usage USAGE = new Usage(9, 5, 4, 3);
    private static final String ENVELOPE =
            "{\"id\":\"chatcmpl-*\",\"object\":\"chat.completion.chunk\",\"created\":1800000000,\"model\":\"m\",";

    private final List<byte[]> out = new ArrayList<>();
    private final ChunkWriter writer = new ChunkWriter("m", true, TestingStreams.CLOCK);

    private List<String> written() {
        return out.stream()
                .map(json -> TestingStreams.steady(new String(json, StandardCharsets.UTF_8)))
                .toList();
    }

    private static String chunk(int index, String delta, String reason) {
        return ENVELOPE + "\"choices\":[{\"index\":" + index + ",\"delta\":" + delta
                + ",\"logprobs\":null,\"finish_reason\":" + reason + "}]}";
    }

    @Test
    void passesMessagesAsTheyAre() {
        byte[] json = TestingStreams.bytes("{}");
        writer.write(new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, json), out);
        writer.write(new ReplyEvent.Silence(), out);
        writer.end(out);
        assertThat(out).hasSize(1);
        assertThat(out.getFirst()).isSameAs(json);
    }

    @Test
    void whatWasPassedOnIsEndedWithoutBeginningAgain() {
        byte[] json = TestingStreams.bytes("{\"id\":\"chatcmpl-1\",\"created\":1800000000,\"model\":\"m\"}");
        writer.write(new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, json), out);
        writer.write(new ReplyEvent.Finished(0, "stop"), out);
        writer.end(out);
        assertThat(written().subList(1, out.size()))
                .containsExactly(chunk(0, "{}", "\"stop\"").replace("chatcmpl-*", "chatcmpl-1"));
    }

    @Test
    void writesNeutralSteps() {
        writer.write(new ReplyEvent.Thought(0, "h\nm"), out);
        writer.write(new ReplyEvent.Text(0, "Hi \"you\" 😀"), out);
        writer.write(new ReplyEvent.ToolCall(0, 0, "call_1", "get", ""), out);
        writer.write(new ReplyEvent.ToolCall(0, 0, null, null, "{}"), out);
        writer.write(new ReplyEvent.Text(1, "B"), out);
        writer.write(new ReplyEvent.Finished(0, "tool_calls"), out);
        writer.write(new ReplyEvent.Finished(1, "length"), out);
        writer.write(new ReplyEvent.Spent(USAGE, null), out);
        writer.end(out);
        assertThat(written())
                .containsExactly(
                        chunk(0, "{\"role\":\"assistant\",\"reasoning_content\":\"h\\nm\"}", "null"),
                        chunk(0, "{\"content\":\"Hi \\\"you\\\" 😀\"}", "null"),
                        chunk(
                                0,
                                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                                        + "{\"name\":\"get\",\"arguments\":\"\"}}]}",
                                "null"),
                        chunk(0, "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}", "null"),
                        chunk(1, "{\"role\":\"assistant\",\"content\":\"B\"}", "null"),
                        chunk(0, "{}", "\"tool_calls\""),
                        chunk(1, "{}", "\"length\""),
                        ENVELOPE
                                + "\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,\"total_tokens\":14,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}}");
        assertThat(out.stream().map(json -> json.length).distinct().count()).isGreaterThan(3);
    }

    @Test
    void namesOneIdForTheWholeStream() {
        writer.write(new ReplyEvent.Text(0, "a"), out);
        writer.write(new ReplyEvent.Text(0, "b"), out);
        assertThat(out.stream().map(ChunkWriterTest::id).distinct()).hasSize(1);
    }

    private static String id(byte[] json) {
        try {
            return WireJson.object(json).path("id").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void endsWhatHasNoEnd() {
        writer.write(new ReplyEvent.ToolCall(0, 0, "call_1", "get", "{}"), out);
        writer.write(new ReplyEvent.Text(1, "B"), out);
        out.clear();
        writer.end(out);
        writer.end(out);
        assertThat(written()).containsExactly(chunk(0, "{}", "\"tool_calls\""), chunk(1, "{}", "\"stop\""));
    }

    @Test
    void saysTheRoleEvenWhereTheAnswerIsEmpty() {
        writer.write(new ReplyEvent.Finished(0, "end_of_it"), out);
        assertThat(written())
                .containsExactly(
                        chunk(0, "{\"role\":\"assistant\",\"content\":\"\"}", "null"), chunk(0, "{}", "\"stop\""));
    }

    @Test
    void tellsUsageOnlyOnRequest() {
        var silent = new ChunkWriter("m", false, TestingStreams.CLOCK);
        silent.write(new ReplyEvent.Spent(USAGE, null), out);
        assertThat(out).isEmpty();
    }

    @Test
    void passesTheUpstreamsOwnUsageMessageOnce() {
        byte[] json = TestingStreams.bytes("{\"usage\":{}}");
        var spent = new ReplyEvent.Spent(USAGE, new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, json));
        writer.write(spent, out);
        writer.write(spent, out);
        assertThat(out).hasSize(1);
        assertThat(out.getFirst()).isSameAs(json);
    }

    @Test
    void givesMadeUsageTheIdentityOfTheMessagesThatPassed() {
        byte[] json = TestingStreams.bytes("{\"id\":\"x\",\"created\":5,\"model\":\"theirs\",\"choices\":[]}");
        writer.write(new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, json), out);
        writer.write(new ReplyEvent.Spent(USAGE, null), out);
        assertThat(written().get(1))
                .startsWith("{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"theirs\",");
    }
}
