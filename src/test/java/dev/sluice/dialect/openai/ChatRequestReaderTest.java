package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestReaderTest {

    @Test
    void readsWhatTheJourneyNeeds() {
        ChatRequest request = read("""
                {"model": "gpt", "provider": " groq  openai ", "stream": true, "stream_options": {"include_usage": true},
                 "messages": [{"role": "user", "content": "hi"}]}
                """);
        assertThat(request.dialect()).isEqualTo(Dialect.OPENAI_CHAT);
        assertThat(request.model()).isEqualTo("gpt");
        assertThat(request.providers()).containsExactly("groq", "openai");
        assertThat(request.stream()).isTrue();
        assertThat(request.wantsUsage()).isTrue();
        assertThat(request.headers()).containsExactly(Map.entry("x-stainless-lang", "java"));
    }

    @Test
    void takesNullForAbsent() {
        ChatRequest request = read("""
                {"model": null, "provider": null, "stream": null, "stream_options": null, "temperature": null,
                 "messages": [{"role": "user", "content": "hi", "name": null}]}
                """);
        assertThat(request.model()).isNull();
        assertThat(request.providers()).isEmpty();
        assertThat(request.stream()).isFalse();
        assertThat(request.wantsUsage()).isFalse();
    }

    @Test
    void readsMessagesAsText() {
        ChatRequest request = read("""
                {"messages": [{"role": "system", "content": "be kind"},
                 {"role": "user", "content": [{"type": "text", "text": "look"},
                  {"type": "image_url", "image_url": {"url": "http://a/"}}, {"type": "text", "text": "here"}]},
                 {"role": "assistant", "content": null, "refusal": "no"}]}
                """);
        assertThat(request.prompt().messages())
                .extracting(Message::role, Message::text)
                .containsExactly(
                        tuple(Role.SYSTEM, "be kind"), tuple(Role.USER, "look\nhere"), tuple(Role.ASSISTANT, ""));
    }

    @Test
    void liftsExtraBodyOverTheRest() {
        ChatRequest request = read("""
                {"temperature": 1, "extra_body": {"temperature": 0.5, "top_k": 1.0, "extra_body": {"a": 1}},
                 "messages": [{"role": "user", "content": "hi"}]}
                """);
        assertThat(new String(request.document().bytes(), UTF_8))
                .contains("\"temperature\": 0.5", "\"top_k\":1.0")
                .doesNotContain("extra_body");
    }

    @Test
    void refusesAModelIdThatNamesNoModel() {
        assertThat(refusal("{\"model\": \"../secret\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}"))
                .isInstanceOf(Failure.UnknownModel.class);
    }

    @Test
    void tellsEveryProblemAtOnce() {
        var failure = (Failure.Invalid) refusal("""
                {"temperature": 3, "n": "1", "messages": [{"role": "bogus", "content": "hi"}, {"role": "tool", "content": "x"}]}
                """);
        assertThat(failure.param()).isEqualTo("messages[0].role");
        assertThat(failure.code()).isEqualTo("invalid_value");
        assertThat(failure.message())
                .startsWith("messages[0].role must be one of system, developer, user, assistant, tool, function,")
                .endsWith("(3 more problems in details.)");
        assertThat(failure.details())
                .extracting(Failure.Detail::loc)
                .containsExactly(
                        List.of("body", "messages", 0, "role"),
                        List.of("body", "messages", 1, "tool_call_id"),
                        List.of("body", "temperature"),
                        List.of("body", "n"));
        assertThat(failure.details())
                .extracting(Failure.Detail::type)
                .containsExactly("enum", "missing", "range", "type_error");
    }

    @Test
    void namesTheCodeOfTheFirstProblem() {
        assertThat(((Failure.Invalid) refusal("{}")).code()).isEqualTo("missing_required_parameter");
        assertThat(((Failure.Invalid) refusal("{\"messages\": 1}")).code()).isEqualTo("invalid_type");
        assertThat(((Failure.Invalid) refusal("{\"messages\": []}")).code()).isEqualTo("invalid_value");
    }

    @ParameterizedTest
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    @ValueSource(strings = {"{}", "1", "{\"a\":1}", "[]", "{\"role\":\"x\"}"})
    void survivesAMillionMessages(String message) {
        int count = Math.min(1_000_000, 10_000_000 / (message.length() + 1));
        String body = "{\"messages\":[" + (message + ",").repeat(count - 1) + message + "]}";
        assertThat(((Failure.Invalid) refusal(body)).details()).hasSizeBetween(1, 20);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void readsALargeImageWithoutDecodingIt() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
                + "\"data:image/png;base64," + "AbC/".repeat(2_500_000) + "\"}}]}]}";
        assertThat(read(body).document().bytes()).hasSize(body.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}{}",
                "{\"messages\": [NaN]}",
                "{\"messages\": [], \"messages\": []}",
                "{\"n\": 1, \"\\u006e\": 2}",
                "{\"n\": 1e99999999999}",
                "{\"n\": 01}"
            })
    void refusesWhatIsNoJsonObject(String body) {
        assertThat(refusal(body)).isInstanceOf(Failure.Invalid.class);
    }

    @Test
    void refusesDeepNesting() {
        assertThat(refusal("{\"messages\":" + "[".repeat(100_000))).isInstanceOf(Failure.Invalid.class);
        String deep = "{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";
        assertThat(refusal(deep)).isInstanceOf(Failure.Invalid.class);
    }

    @Test
    void passesHalvesOfSurrogatePairsAndNulsAsTheyCame() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"a\\ud800b\\u0000c\"}]}";
        assertThat(new String(read(body).document().bytes(), UTF_8)).isEqualTo(body);
    }

    @Test
    void quotesNothingOfTheCallersThatCouldDoHarm() {
        var failure = (Failure.Invalid)
                refusal("{\"messages\":[{\"role\":\"\\ud800\\r\\n\\u0000\\u001b[31m" + "x".repeat(10_000) + "\"}]}");
        assertThat(failure.message()).contains("not '?????[31mxxx").hasSizeLessThan(300);
        assertThat(failure.message().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void boundsLongNamesInItsAnswer() {
        String name = "k".repeat(9_000);
        var failure = (Failure.Invalid) refusal(
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]," + "\"logit_bias\":{\"" + name + "\":\"x\"}}");
        assertThat(failure.message()).hasSizeLessThan(200);
        assertThat(failure.details().getFirst().loc().toString()).hasSizeLessThan(200);
    }

    private static ChatRequest read(String body) {
        return ChatRequestReader.read(body.getBytes(UTF_8), Map.of("x-stainless-lang", "java"));
    }

    private static Failure refusal(String body) {
        var refused = catchThrowableOfType(RefusedException.class, () -> read(body));
        return Objects.requireNonNull(refused, "not refused").failure();
    }
}
