package dev.sluice.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.routing.Failover;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingVendor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every provider of chats must keep, told to a caller that speaks OpenAI's dialect.
public abstract class ChatProviderContract {
    protected final TestingVendor vendor;
    protected final TestingAccount account;

    protected ChatProviderContract(TestingVendor vendor, TestingAccount.Opening opening) {
        this.vendor = vendor;
        this.account = new TestingAccount(vendor, opening);
    }

    @AfterEach
    void closeAll() {
        account.close();
    }

    private JsonNode whole(boolean stream, TestingAnswer answer) {
        account.upstream().answer("m", answer);
        return account.completion(Json.chat("m", stream));
    }

    private RefusedException refused(boolean stream, TestingAnswer answer) {
        account.upstream().answer("m", answer);
        return catchThrowableOfType(RefusedException.class, () -> account.completion(Json.chat("m", stream)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysTextAndItsUsage(boolean stream) {
        JsonNode answer = whole(stream, vendor.text("Hel", "lo ", "\u00e9\ud83d\ude00"));
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Hello \u00e9\ud83d\ude00");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(TestingChat.PROMPT_TOKENS);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void aStreamComesPieceByPiece() {
        account.upstream().answer("m", vendor.text("a", "b", "c"));
        assertThat(account.pieces(Json.chat("m", true))).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWholeAnswerAndAStreamAreReadWhicheverWasAskedFor(boolean stream) {
        var said = new TestingVendor.Said("", List.of("x", "y"), List.of(), "stop");
        JsonNode answer = whole(stream, stream ? vendor.whole(said) : vendor.streamed(said));
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("xy");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysParallelCalls(boolean stream) {
        JsonNode answer = whole(
                stream,
                vendor.calls(
                        new TestingChat.Call("id-1", "weather", "{\"city\":\"Bonn\"}"),
                        new TestingChat.Call("id-2", "weather", "{\"city\":\"Rome\"}")));
        JsonNode calls = answer.at("/choices/0/message/tool_calls");
        assertThat(calls).hasSize(2);
        assertThat(calls.at("/0/id").asText()).isEqualTo("id-1");
        assertThat(calls.at("/1/function/name").asText()).isEqualTo("weather");
        assertThat(Json.parse(calls.at("/1/function/arguments").asText())
                        .path("city")
                        .asText())
                .isEqualTo("Rome");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysReasoningApart(boolean stream) {
        JsonNode message = whole(stream, vendor.reasoning("hm", "so")).at("/choices/0/message");
        assertThat(message.path("reasoning_content").asText()).isEqualTo("hm");
        assertThat(message.path("content").asText()).isEqualTo("so");
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter"})
    void saysWhyItEnded(String ending) {
        for (boolean stream : new boolean[] {true, false}) {
            assertThat(whole(stream, vendor.ended("cut", ending))
                            .at("/choices/0/finish_reason")
                            .asText())
                    .isEqualTo(ending);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, false",
        "401, true",
        "403, true",
        "404, true",
        "408, true",
        "409, true",
        "413, false",
        "422, false",
        "429, true",
        "500, true",
        "503, true",
        "529, true"
    })
    void tellsWhetherAnotherTargetMayHelp(int status, boolean expected) {
        for (boolean stream : new boolean[] {true, false}) {
            Failure failure =
                    refused(stream, vendor.refusal(status, "no, because")).failure();
            assertThat(failure).isInstanceOfSatisfying(Failure.RefusedByUpstream.class, refusal -> {
                assertThat(refusal.status()).isEqualTo(status);
                assertThat(refusal.message()).isEqualTo("no, because");
            });
            assertThat(Failover.anotherTargetMayHelp(failure)).isEqualTo(expected);
        }
    }

    @Test
    void neverRepeatsItsKey() {
        String message = "Key " + TestingConfig.UPSTREAM_KEY + " at "
                + account.upstream().root() + " is bad";
        assertThat(refused(false, vendor.refusal(400, message)).failure().message())
                .doesNotContain(TestingConfig.UPSTREAM_KEY, "127.0.0.1");
        assertThat(refused(true, vendor.errorAfter("part", message)).failure().message())
                .doesNotContain(TestingConfig.UPSTREAM_KEY, "127.0.0.1");
    }

    @Test
    void aCutStreamIsBroken() {
        account.upstream().answer("m", vendor.cutAfter("part"));
        try (ReplyStream reply = account.chat(Json.chat("m", true))) {
            assertThat(account.upTo("part", reply)).isTrue();
            RefusedException broken = catchThrowableOfType(RefusedException.class, () -> {
                for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
                    assertThat(event).isNotInstanceOf(ReplyEvent.Finished.class);
                }
            });
            assertThat(broken.failure()).isInstanceOf(Failure.UpstreamBroken.class);
        }
    }

    @Test
    void anErrorInsideAStreamIsTold() {
        assertThat(refused(true, vendor.errorAfter("part", "the disk is full"))
                        .failure()
                        .message())
                .contains("the disk is full");
    }

    @Test
    void whatIsNotJsonIsBroken() {
        assertThat(refused(true, vendor.malformedAfter("part")).failure()).isInstanceOf(Failure.UpstreamBroken.class);
        assertThat(refused(false, TestingAnswers.json("{\"a\":")).failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void anEmptyAnswerIsBroken() {
        for (boolean stream : new boolean[] {true, false}) {
            assertThat(refused(stream, TestingAnswers.body(200, vendor.streamType(), ""))
                            .failure())
                    .isInstanceOf(Failure.UpstreamBroken.class);
        }
    }

    @Test
    void cancellingEndsTheUpstreamsWork() {
        account.upstream().answer("m", vendor.stallAfter("part"));
        try (ReplyStream reply = account.chat(Json.chat("m", true))) {
            assertThat(account.upTo("part", reply)).isTrue();
            account.cancellation().cancel();
            assertThat(account.upstream().awaitRequest("m").closedWithin(Duration.ofSeconds(5)))
                    .isTrue();
        }
    }

    @Test
    void closingEndsTheUpstreamsWork() {
        account.upstream().answer("m", vendor.stallAfter("part"));
        try (ReplyStream reply = account.chat(Json.chat("m", true))) {
            assertThat(account.upTo("part", reply)).isTrue();
        }
        assertThat(account.upstream().awaitRequest("m").closedWithin(Duration.ofSeconds(5)))
                .isTrue();
    }

    @Test
    void silenceIsToldAndThenIsATimeOut() {
        account.upstream().answer("m", vendor.stallAfter("part"));
        try (ReplyStream reply = account.chat(Json.chat("m", true))) {
            assertThat(account.upTo("part", reply)).isTrue();
            assertThat(reply.next()).isInstanceOf(ReplyEvent.Silence.class);
            RefusedException slow = catchThrowableOfType(RefusedException.class, () -> {
                while (reply.next() != null) {
                    // only silence comes
                }
            });
            assertThat(slow.failure())
                    .isInstanceOfSatisfying(
                            Failure.UpstreamBroken.class,
                            broken -> assertThat(broken.timedOut()).isTrue());
        }
    }

    @Test
    void operatorsHeadersAndAddressAreUsed() {
        account.upstream().answer("m", vendor.text("ok"));
        account.completion(Json.chat("m", false));
        assertThat(account.upstream().request("m").header("x-team")).isEqualTo("search");
        assertThat(account.provider().address()).startsWith(account.upstream().root());
        assertThat(account.provider().kind()).isEqualTo(vendor.kind());
        assertThat(new String(account.upstream().request("m").body(), UTF_8)).doesNotContain("\"provider\"");
    }
}
