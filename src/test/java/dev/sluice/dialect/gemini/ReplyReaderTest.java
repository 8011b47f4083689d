package dev.sluice.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private final ReplyReader reader = new ReplyReader("p");
    private final List<ReplyEvent> out = new ArrayList<>();

    private List<ReplyEvent> read(String... messages) {
        for (String message : messages) {
            reader.accept(message.replace('\'', '"').getBytes(UTF_8), out);
        }
        reader.end(out);
        return out;
    }

    private Failure failure(String... messages) {
        return catchThrowableOfType(RefusedException.class, () -> read(messages))
                .failure();
    }

    private static String parts(String parts, String more) {
        return "{'candidates':[{'content':{'parts':[" + parts + "],'role':'model'},'index':0" + more + "}]";
    }

    @Test
    void aStreamOfThoughtsTextAndCalls() {
        assertThat(read(
                        parts("{'text':'hm','thought':true}", "") + ",'usageMetadata':{'promptTokenCount':4}}",
                        parts("{'text':'so'},{'text':''}", "") + ",'responseId':'r1'}",
                        parts(
                                        "{'functionCall':{'name':'f','args':{'a':1.50}},'thoughtSignature':'c2ln'},"
                                                + "{'functionCall':{'name':'g'}},{'functionCall':{'id':'own','name':'g','args':{}}}",
                                        ",'finishReason':'STOP'")
                                + ",'usageMetadata':{'promptTokenCount':4,'candidatesTokenCount':3,"
                                + "'thoughtsTokenCount':2,'cachedContentTokenCount':1,'toolUsePromptTokenCount':1}}"))
                .containsExactly(
                        new ReplyEvent.Thought(0, "hm"),
                        new ReplyEvent.Text(0, "so"),
                        new ReplyEvent.Signed(0, "gemini:0:c2ln"),
                        new ReplyEvent.ToolCall(0, 0, "call_r1_0", "f", "{\"a\":1.50}"),
                        new ReplyEvent.ToolCall(0, 1, "call_r1_1", "g", "{}"),
                        new ReplyEvent.ToolCall(0, 2, "own", "g", "{}"),
                        new ReplyEvent.Finished(0, "tool_calls"),
                        new ReplyEvent.Spent(new Usage(5, 5, 1, 2), null));
        assertThat(reader.over()).isTrue();
    }

    @Test
    void aSignatureOfTextAfterIt() {
        assertThat(read(parts("{'text':'a'},{'text':'','thoughtSignature':'c2ln'}", ",'finishReason':'STOP'") + "}"))
                .containsExactly(
                        new ReplyEvent.Text(0, "a"),
                        new ReplyEvent.Signed(0, "gemini::c2ln"),
                        new ReplyEvent.Finished(0, "stop"));
    }

    @Test
    void severalCandidates() {
        assertThat(read("""
                {"candidates":[{"index":1,"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"},
                  {"index":0,"content":{"parts":[{"text":"a"}]},"finishReason":"MAX_TOKENS"}]}"""))
                .containsExactly(
                        new ReplyEvent.Text(1, "b"),
                        new ReplyEvent.Text(0, "a"),
                        new ReplyEvent.Finished(0, "length"),
                        new ReplyEvent.Finished(1, "stop"));
    }

    @Test
    void aListOfResponsesIsAStreamInOnePiece() {
        assertThat(read("[" + parts("{'text':'a'}", "") + "},\n" + parts("{'text':'b'}", ",'finishReason':'STOP'")
                        + "}]"))
                .containsExactly(
                        new ReplyEvent.Text(0, "a"), new ReplyEvent.Text(0, "b"), new ReplyEvent.Finished(0, "stop"));
    }

    @Test
    void aPictureIsShown() {
        assertThat(read(parts("{'inlineData':{'mimeType':'image/png','data':'AA=='}}", ",'finishReason':'STOP'") + "}"))
                .first()
                .isEqualTo(new ReplyEvent.Text(0, "![](data:image/png;base64,AA==)"));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, stop",
        "MAX_TOKENS, length",
        "SAFETY, content_filter",
        "RECITATION, content_filter",
        "BLOCKLIST, content_filter",
        "PROHIBITED_CONTENT, content_filter",
        "SPII, content_filter",
        "IMAGE_SAFETY, content_filter",
        "SOMETHING_NEW, stop"
    })
    void reasons(String reason, String expected) {
        assertThat(read("{'candidates':[{'finishReason':'" + reason + "'}]}"))
                .containsExactly(new ReplyEvent.Finished(0, expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MALFORMED_FUNCTION_CALL", "OTHER", "UNEXPECTED_TOOL_CALL"})
    void anAnswerThatWasBrokenOffIsNoEnd(String reason) {
        Failure failure = failure(
                "{'candidates':[{'finishReason':'" + reason + "'}],'usageMetadata':{'promptTokenCount':4}}", "{}");
        assertThat(failure).isInstanceOf(Failure.UpstreamBroken.class);
        assertThat(out).containsExactly(new ReplyEvent.Spent(new Usage(4, 0, 0, 0), null));
    }

    @Test
    void aBlockedPromptSaysSo() {
        assertThat(read("{'promptFeedback':{'blockReason':'SAFETY'},'usageMetadata':{'promptTokenCount':4}}"))
                .containsExactly(
                        new ReplyEvent.Refused(0, "The prompt was blocked by the provider (SAFETY)."),
                        new ReplyEvent.Finished(0, "content_filter"),
                        new ReplyEvent.Spent(new Usage(4, 0, 0, 0), null));
    }

    @Test
    void aCutStreamIsBrokenAndItsUsageBooked() {
        Failure failure = failure(parts("{'text':'a'}", "") + ",'usageMetadata':{'promptTokenCount':4}}");
        assertThat(failure.message()).contains("in the middle");
        assertThat(out).containsExactly(new ReplyEvent.Text(0, "a"), new ReplyEvent.Spent(new Usage(4, 0, 0, 0), null));
    }

    @Test
    void whatSaysNothingIsPassedOver() {
        assertThat(read("{'unknown':{}}", parts("{'executableCode':{}}", ",'finishReason':'STOP'") + "}", "[DONE]"))
                .containsExactly(new ReplyEvent.Finished(0, "stop"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':{'code':503,'message':'overloaded','status':'UNAVAILABLE'}} | 503",
                "[{'error':{'code':400,'message':'overloaded','status':'INVALID_ARGUMENT'}}] | 400",
                "{'error':{'message':'overloaded','status':'RESOURCE_EXHAUSTED'}} | 429",
                "{'error':'overloaded'} | 502",
            })
    void errorsInside(String message, int status) {
        assertThat(failure(message)).isInstanceOfSatisfying(Failure.RefusedByUpstream.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.message()).isEqualTo("overloaded");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "7", "{}", "{'candidates':[{'index':-1}]}", "{'candidates':[{'index':5000}]}"})
    void whatIsNoAnswerIsBroken(String message) {
        assertThat(failure(message)).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void errorsAsTheyAreMeant() {
        Failure.RefusedByUpstream key = UpstreamErrors.read("p", 400, """
                {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",
                 "status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}""".getBytes(UTF_8), null);
        assertThat(key.status()).isEqualTo(401);
        Failure.RefusedByUpstream quota = UpstreamErrors.read("p", 429, """
                [{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED",
                 "details":[{"@type":"x/RetryInfo","retryDelay":"34.5s"}]}}]""".getBytes(UTF_8), null);
        assertThat(quota.retryAfter()).isEqualTo(Duration.ofMillis(34_500));
        assertThat(quota.code()).isEqualTo("RESOURCE_EXHAUSTED");
        Failure.RefusedByUpstream place = UpstreamErrors.read("p", 400, """
                {"error":{"message":"User location is not supported","status":"FAILED_PRECONDITION"}}""".getBytes(UTF_8), null);
        assertThat(place.status()).isEqualTo(403);
        assertThat(UpstreamErrors.read("p", 502, "<html>".getBytes(UTF_8), null).message())
                .contains("status 502");
        assertThat(UpstreamErrors.read("p", 500, "down".getBytes(UTF_8), null).message())
                .isEqualTo("down");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverComesIsEventsOrARefusal(long seed) {
        var random = new Random(seed);
        byte[] sound = (parts(
                                "{'functionCall':{'name':'f','args':{}}},{'text':'x','thought':true}",
                                ",'finishReason':'STOP'")
                        + ",'promptFeedback':{'blockReason':'X'},'usageMetadata':{'promptTokenCount':4}}")
                .replace('\'', '"')
                .getBytes(UTF_8);
        String values = "{}[]\":,0-1eE.ntf ";
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] changed = sound.clone();
            for (int times = random.nextInt(4); times >= 0; times--) {
                changed[random.nextInt(changed.length)] = (byte) values.charAt(random.nextInt(values.length()));
            }
            var one = new ReplyReader("p");
            try {
                one.accept(changed, out);
                one.end(out);
            } catch (RefusedException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 2999);
    }
}
