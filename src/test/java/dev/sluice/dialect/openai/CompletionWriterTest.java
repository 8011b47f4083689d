package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.TestingSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionWriterTest {
    private static String written(ReplyEvent... events) {
        var writer = new CompletionWriter("fake", "asked", TestingStreams.CLOCK);
        return TestingStreams.steady(
                new String(writer.write(new TestingReply(List.of(events))), StandardCharsets.UTF_8));
    }

    private static String folded(String name) {
        return written(TestingStreams.replies(name).toArray(ReplyEvent[]::new));
    }

    private static ReplyEvent whole(String json) {
        return new ReplyEvent.Whole(Dialect.OPENAI_CHAT, TestingStreams.bytes(json), Usage.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"id\":\"a\",\"n\":1.0e0}                 | {\"id\":\"a\",\"n\":1.0e0,\"provider\":\"fake\"}",
                "{ \"id\" : \"a\" }                         | { \"id\" : \"a\" ,\"provider\":\"fake\"}",
                "{}                                         | {\"provider\":\"fake\"}",
                "{\"provider\":\"é\\\"x\",\"id\":\"a\"}     | {\"provider\":\"fake\",\"id\":\"a\"}",
                "{\"id\":\"a\", \"provider\" : {\"a\":[1]} }| {\"id\":\"a\", \"provider\" : \"fake\" }",
                "{\"provider\":12,\"id\":\"a\"}             | {\"provider\":\"fake\",\"id\":\"a\"}",
                "{\"provider\":null}                        | {\"provider\":\"fake\"}",
                "{\"a\":{\"provider\":\"x\"}}               | {\"a\":{\"provider\":\"x\"},\"provider\":\"fake\"}",
                "{\"a\":\"}\",\"b\":\"😀\"}                 | {\"a\":\"}\",\"b\":\"😀\",\"provider\":\"fake\"}",
            })
    void changesNothingButTheProviderOfAWholeAnswer(String json, String expected) {
        assertThat(written(whole(json))).isEqualTo(expected);
    }

    @Test
    void foldsAStreamIntoOneAnswer() {
        assertThat(folded("conforming"))
                .isEqualTo("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,"
                        + "\"model\":\"gpt-fake\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"Hi there\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11},"
                        + "\"provider\":\"fake\"}");
    }

    @Test
    void joinsToolCallsByIndex() {
        assertThat(folded("tools-conforming"))
                .contains(
                        "\"content\":null,\"refusal\":null,\"tool_calls\":["
                                + "{\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"get\",\"arguments\":\"{\\\"a\\\":1}\"}},"
                                + "{\"id\":\"call_b\",\"type\":\"function\",\"function\":{\"name\":\"put\",\"arguments\":\"{}\"}}]}")
                .contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void keepsChoicesApart() {
        assertThat(folded("choices-interleaved"))
                .contains("\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Aa\"")
                .contains("\"index\":1,\"message\":{\"role\":\"assistant\",\"content\":\"Bbc\"")
                .contains("\"finish_reason\":\"length\"");
    }

    @Test
    void joinsHalvesOfASurrogatePair() {
        assertThat(folded("half-a-surrogate")).contains("\"content\":\"😀\"");
    }

    @Test
    void keepsReasoningAndWhatItDoesNotKnow() {
        assertThat(folded("reasoning-under-other-names"))
                .contains("\"content\":\"Hi\"")
                .contains("\"reasoning\":\"hm\"")
                .contains("\"thinking\":\"hm\"")
                .contains("\"reasoning_details\":[{\"type\":\"reasoning.text\"}]");
        assertThat(folded("unknown-members")).contains("\"x\":{\"y\":[1.0,").contains("\"z\":[]");
    }

    @Test
    void joinsTheListsOfLogprobs() {
        assertThat(written(
                        chunk("{\"content\":\"a\"}", "{\"content\":[{\"token\":\"a\"}],\"refusal\":null}"),
                        chunk("{\"content\":\"b\"}", "{\"content\":[{\"token\":\"b\"}],\"refusal\":null}"),
                        chunk("{}", "null")))
                .contains("\"logprobs\":{\"content\":[{\"token\":\"a\"},{\"token\":\"b\"}],\"refusal\":null}");
    }

    @Test
    void joinsTheOldFunctionCallAndSpokenAnswers() {
        assertThat(written(
                        chunk("{\"function_call\":{\"name\":\"get\",\"arguments\":\"{\"}}", "null"),
                        chunk("{\"function_call\":{\"arguments\":\"}\"}}", "null"),
                        chunk("{\"audio\":{\"id\":\"au_1\",\"transcript\":\"Hel\"}}", "null"),
                        chunk("{\"audio\":{\"transcript\":\"lo\",\"expires_at\":7}}", "null")))
                .contains("\"content\":null")
                .contains("\"function_call\":{\"name\":\"get\",\"arguments\":\"{}\"}")
                .contains("\"audio\":{\"id\":\"au_1\",\"expires_at\":7,\"transcript\":\"Hello\"}");
    }

    private static ReplyEvent chunk(String delta, String logprobs) {
        return new ReplyEvent.Chunk(
                Dialect.OPENAI_CHAT,
                TestingStreams.bytes("{\"id\":\"a\",\"created\":5,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                        + delta + ",\"logprobs\":" + logprobs + ",\"finish_reason\":null}]}"));
    }

    @Test
    void foldsNeutralSteps() throws IOException {
        String json = written(
                new ReplyEvent.Thought(0, "hm"),
                new ReplyEvent.Silence(),
                new ReplyEvent.Text(0, "Hi"),
                new ReplyEvent.ToolCall(0, 0, "call_1", "get", "{"),
                new ReplyEvent.ToolCall(0, 0, null, null, "}"),
                new ReplyEvent.Finished(0, "tool_calls"),
                new ReplyEvent.Spent(new Usage(9, 5, 4, 3), null));
        assertThat(json)
                .isEqualTo("{\"id\":\"chatcmpl-*\",\"object\":\"chat.completion\",\"created\":1800000000,"
                        + "\"model\":\"asked\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"Hi\",\"refusal\":null,\"reasoning_content\":\"hm\",\"tool_calls\":["
                        + "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get\",\"arguments\":\"{}\"}}]},"
                        + "\"logprobs\":null,\"finish_reason\":\"tool_calls\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,\"total_tokens\":14,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":3}},\"provider\":\"fake\"}");
        TestingSchema.of("CreateChatCompletionResponse").accepts(TestingStreams.bytes(json));
    }

    @Test
    void hasUsageEvenWhereNoneWasReported() {
        assertThat(folded("finish-missing"))
                .contains("\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0");
    }

    @Test
    void refusesAReplyOfNothing() {
        assertThatThrownBy(() -> written(new ReplyEvent.Silence())).isInstanceOf(RefusedException.class);
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        var writer = new CompletionWriter("fake", "asked", TestingStreams.CLOCK);
        var piece = new ReplyEvent.Text(0, "x".repeat(1 << 20));
        for (int i = 0; i < 32; i++) {
            writer.accept(piece);
        }
        assertThatThrownBy(() -> writer.accept(piece))
                .isInstanceOf(RefusedException.class)
                .hasMessage("The provider 'fake' sent an answer of more than 32 MB.");
    }
}
