package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionReaderTest {
    private static ReplyEvent.Whole read(String json) {
        return CompletionReader.read(TestingStreams.bytes(json), "fake", "asked", TestingStreams.CLOCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "whole-tools", "whole-refusal"})
    void keepsTheBytesOfAnAnswerThatIsRight(String name) {
        byte[] json = TestingStreams.bytes(TestingStreams.text(name + ".json"));
        ReplyEvent.Whole whole = CompletionReader.read(json, "fake");
        assertThat(whole.json()).isSameAs(json);
        assertThat(whole.usage()).isEqualTo(new Usage(9, 12, 2, 0));
    }

    @Test
    void putsAnAnswerRightThatLacksTheEnvelope() {
        String json = new String(
                read("{\"error\":null,\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"}},"
                                + "{\"index\":1,\"text\":\"B\",\"finish_reason\":\"eos\"},"
                                + "{\"message\":{\"tool_calls\":[{\"id\":\"a\"}]},\"finish_reason\":null}]}")
                        .json(),
                StandardCharsets.UTF_8);
        assertThat(TestingStreams.steady(json))
                .isEqualTo(
                        "{\"error\":null,\"choices\":["
                                + "{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\",\"refusal\":null},\"logprobs\":null,\"index\":0,\"finish_reason\":\"stop\"},"
                                + "{\"index\":1,\"finish_reason\":\"stop\",\"logprobs\":null,\"message\":{\"role\":\"assistant\",\"content\":\"B\",\"refusal\":null}},"
                                + "{\"message\":{\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\"}],\"role\":\"assistant\",\"content\":null,\"refusal\":null},"
                                + "\"finish_reason\":\"tool_calls\",\"logprobs\":null,\"index\":2}],"
                                + "\"id\":\"chatcmpl-*\",\"object\":\"chat.completion\",\"created\":1800000000,\"model\":\"asked\"}");
    }

    @Test
    void putsPartsAndToolCallsRight() {
        String envelope = "\"id\":\"a\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\"";
        String json = "{" + envelope + ",\"choices\":[{\"index\":0,\"message\":{\"content\":[{\"type\":\"text\","
                + "\"text\":\"Hi\"}],\"tool_calls\":[{\"function\":{\"name\":\"get\",\"arguments\":{\"a\":1.50}}}]},"
                + "\"logprobs\":null,\"finish_reason\":\"stop\"}]}";
        assertThat(TestingStreams.steady(new String(read(json).json(), StandardCharsets.UTF_8)))
                .isEqualTo(
                        "{" + envelope + ",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\",\"tool_calls\":["
                                + "{\"function\":{\"name\":\"get\",\"arguments\":\"{\\\"a\\\":1.50}\"},\"id\":\"call_*\",\"type\":\"function\"}],\"role\":\"assistant\",\"refusal\":null},"
                                + "\"logprobs\":null,\"finish_reason\":\"stop\"}]}");
    }

    @Test
    void saysWhatAnAnswerLeavesOutAndKeepsItsOtherBytes() {
        String json = "{ \"id\":\"a\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\", \"choices\":["
                + "{\"index\":0,\"message\":{\"content\":\"Grüße\",\"x\": 1.10 },\"finish_reason\":\"stop\" },"
                + "{\"index\":1,\"message\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"y\":1e2}";
        assertThat(new String(read(json).json(), StandardCharsets.UTF_8))
                .isEqualTo("{ \"id\":\"a\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\", \"choices\":["
                        + "{\"index\":0,\"message\":{\"content\":\"Grüße\",\"x\": 1.10 ,\"role\":\"assistant\",\"refusal\":null},"
                        + "\"finish_reason\":\"stop\" ,\"logprobs\":null},"
                        + "{\"index\":1,\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":null},"
                        + "\"logprobs\":null,\"finish_reason\":\"stop\"}],\"y\":1e2}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"slow down\",\"code\":429}}                    | 429 | slow down",
                "{\"error\":\"out of memory\"}                                          | 502 | out of memory",
                "{\"object\":\"error\",\"message\":\"no such model\",\"code\":404}       | 404 | no such model",
                "{\"detail\":\"Not allowed\",\"status\":403}                            | 403 | Not allowed",
                "{\"error\":{\"message\":\"late\"},\"choices\":[{\"message\":{}}]}       | 502 | late",
                "[{\"error\":{\"message\":\"m\",\"status\":\"RESOURCE_EXHAUSTED\"}}]     | 429 | m",
                "{\"error\":[{\"message\":\"m\",\"code\":\"model_not_found\"}]}          | 404 | m",
            })
    void knowsAnErrorThatCameWithStatus200(String json, int status, String message) {
        var refused = catchThrowableOfType(RefusedException.class, () -> read(json));
        assertThat(refused.failure()).isInstanceOfSatisfying(Failure.RefusedByUpstream.class, failure -> {
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.message()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "\"hello\"",
                "<html></html>",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":{}}",
                "{\"choices\":[1]}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"message\":\"Hi\"}]}",
                "{\"choices\":[{\"message\":{}}]} {}",
                "{\"choices\":[{\"message\":{}}]",
                "{\"choices\":[{\"message\":{},\"finish_reason\":\"error\"}]}",
                "{\"choices\":[{\"message\":{\"content\":1}}]}",
                "{\"choices\":[{\"message\":{\"tool_calls\":{}}}]}",
                "{\"choices\":[{\"message\":{\"tool_calls\":[[]]}}]}",
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":[1]}}]}}]}",
                "{\"choices\":[{\"message\":{},\"index\":\"0\",\"finish_reason\":\"stop\"}]}"
            })
    void refusesWhatIsNoCompletion(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.UpstreamBroken.class));
    }

    @Test
    void refusesWhatNestsTooDeep() {
        assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void refusesOtherEncodings() {
        assertThatThrownBy(() -> CompletionReader.read(
                        TestingStreams.text("whole.json").getBytes(StandardCharsets.UTF_16LE), "fake"))
                .isInstanceOf(RefusedException.class);
    }
}
