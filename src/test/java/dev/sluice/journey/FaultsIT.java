package dev.sluice.journey;

import static dev.sluice.testing.TestingAnswers.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The faults that upstreams have, met by one target alone, streamed and not.
final class FaultsIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    private static HttpResponse<String> chat(String model, boolean stream) {
        return SLUICE.client().chat(Json.chat("fake/" + model, stream));
    }

    private static void answersWell(String model, boolean stream) {
        HttpResponse<String> response = chat(model, stream);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("fine");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tooManyRequestsPassesOnHowLongToWait(boolean stream) {
        UPSTREAM.answer("limited-" + stream, TestingAnswers.tooMany(17));
        HttpResponse<String> response = chat("limited-" + stream, stream);
        Refusals.refused(response, 429, "rate_limit_error");
        assertThat(response.headers().firstValue("retry-after")).contains("17");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tooManyRequestsWithoutATimeIsStillTooMany(boolean stream) {
        UPSTREAM.answer("busy-" + stream, error(429, "busy"));
        Refusals.refused(chat("busy-" + stream, stream), 429, "rate_limit_error");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneFailureDoesNotSpoilTheNextRequest(boolean stream) {
        String model = "once-" + stream;
        UPSTREAM.next(model, error(500, "oops"));
        UPSTREAM.answer(model, TestingAnswers.reply("fine again"));
        Refusals.refused(chat(model, stream), 502, "provider_error");
        answersWell(model, stream);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOutageEndsWhenItEnds(boolean stream) {
        String model = "outage-" + stream;
        UPSTREAM.next(model, error(503, "down"), error(503, "down"), error(503, "down"));
        UPSTREAM.answer(model, TestingAnswers.reply("fine again"));
        for (int i = 0; i < 3; i++) {
            assertThat(chat(model, stream).statusCode()).isIn(502, 503);
        }
        answersWell(model, stream);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResetBeforeTheAnswerIsABadGateway(boolean stream) {
        UPSTREAM.answer("reset-" + stream, TestingAnswers.reset());
        Refusals.refused(chat("reset-" + stream, stream), 502, "provider_error");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silenceIsATimeout(boolean stream) {
        UPSTREAM.answer("silent-" + stream, TestingAnswers.silence());
        JsonNode error = Refusals.refused(chat("silent-" + stream, stream), 504, "provider_error");
        assertThat(error.path("code").asText()).isEqualTo("upstream_timeout");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowFirstTokenIsWaitedFor(boolean stream) {
        String model = "slow-" + stream;
        var go = new CountDownLatch(1);
        UPSTREAM.answer(model, TestingAnswers.after(go, TestingAnswers.reply("fine at last")));
        var answer = CompletableFuture.supplyAsync(() -> chat(model, stream));
        UPSTREAM.awaitRequest(model);
        assertThat(answer).isNotDone();
        go.countDown();
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).contains("last");
    }

    @Test
    void aJsonAnswerCutInTheMiddleIsABadGateway() {
        UPSTREAM.answer("cut", TestingAnswers.cutJson());
        Refusals.refused(chat("cut", false), 502, "provider_error");
    }

    @Test
    void aJsonAnswerThatStallsIsATimeout() {
        UPSTREAM.answer("stalled", exchange -> {
            exchange.head(200, Map.of("Content-Type", "application/json", "Content-Length", "500"));
            exchange.write("{\"id\":".getBytes(StandardCharsets.US_ASCII));
            exchange.waitForPeerToGo();
        });
        Refusals.refused(chat("stalled", false), 504, "provider_error");
    }

    @Test
    void aStreamThatIsCutSaysSo() {
        UPSTREAM.answer("cut-stream", TestingAnswers.cutAfter(3));
        List<String> data =
                SLUICE.client().stream(Json.chat("fake/cut-stream", true)).rest();
        assertThat(TestingEvents.text(data)).isEqualTo("t0 t1 t2");
        assertThat(data).doesNotContain("[DONE]");
        assertThat(Refusals.error(data.getLast()).path("type").asText()).isEqualTo("provider_error");
    }

    @Test
    void aStreamThatStallsTimesOutAndSaysSo() {
        UPSTREAM.answer("stalled-stream", TestingAnswers.stallAfter(3));
        List<String> data =
                SLUICE.client().stream(Json.chat("fake/stalled-stream", true)).rest();
        assertThat(TestingEvents.text(data)).isEqualTo("t0 t1 t2");
        assertThat(data).doesNotContain("[DONE]");
        assertThat(Refusals.error(data.getLast()).path("code").asText()).isEqualTo("upstream_timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":", "<html>hello</html>", "", "[]", "null", "{\"object\":\"nothing\"}"})
    void anAnswerThatIsNoCompletionIsABadGateway(String body) {
        String model = "nonsense-" + Integer.toHexString(body.hashCode());
        UPSTREAM.answer(model, TestingAnswers.json(body));
        Refusals.refused(chat(model, false), 502, "provider_error");
        Refusals.refused(chat(model, true), 502, "provider_error");
    }

    @Test
    void aMalformedFirstChunkIsABadGateway() {
        UPSTREAM.answer("garbled", TestingStream.of("x").withBefore("data: {\"id\":\n\n"));
        Refusals.refused(chat("garbled", true), 502, "provider_error");
    }

    @Test
    void anEmptyStreamIsABadGateway() {
        UPSTREAM.answer(
                "hollow", exchange -> exchange.send(200, Map.of("Content-Type", "text/event-stream"), new byte[0]));
        Refusals.refused(chat("hollow", true), 502, "provider_error");
    }

    @Test
    void aStreamWithoutDoneEndsCleanlyAllTheSame() {
        UPSTREAM.answer("undone", TestingStream.ofTokens(2).withDones(0));
        List<String> data =
                SLUICE.client().stream(Json.chat("fake/undone", true)).rest();
        assertThat(TestingEvents.text(data)).isEqualTo("t0 t1");
        assertThat(data).endsWith("[DONE]").containsOnlyOnce("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatIsWholeIsNotSpoiltByAnUpstreamThatDoesNotSaySo(boolean cut) {
        String finish = "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
        UPSTREAM.answer("through-" + cut, TestingStream.ofTokens(2).withStep(2, exchange -> {
            exchange.chunk(finish.getBytes(StandardCharsets.US_ASCII));
            if (cut) {
                exchange.cut();
            } else {
                exchange.waitForPeerToGo();
            }
        }));
        List<String> data =
                SLUICE.client().stream(Json.chat("fake/through-" + cut, true)).rest();
        assertThat(TestingEvents.text(data)).isEqualTo("t0 t1");
        assertThat(data).endsWith("[DONE]").containsOnlyOnce("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatDripsWithoutSayingAnythingIsSilence(boolean stream) {
        String model = "drips-" + stream;
        UPSTREAM.answer(model, exchange -> {
            String type = stream ? "text/event-stream" : "application/json";
            exchange.head(200, Map.of("Content-Type", type, "Transfer-Encoding", "chunked"));
            for (int i = 0; i < 600; i++) {
                exchange.chunk((stream ? ": keep-alive\n\n" : "\n").getBytes(StandardCharsets.US_ASCII));
                exchange.pause(Duration.ofMillis(50));
            }
        });
        JsonNode error = Refusals.refused(chat(model, stream), 504, "provider_error");
        assertThat(error.path("code").asText()).isEqualTo("upstream_timeout");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aContextThatIsTooLongIsTheCallersToMend(boolean stream) {
        String model = "long-" + stream;
        String message = "This model's maximum context length is 8192 tokens. Your messages resulted in 9000.";
        UPSTREAM.answer(model, error(400, message, "context_length_exceeded", Map.of()));
        JsonNode error = Refusals.refused(chat(model, stream), 400);
        assertThat(error.path("message").asText()).contains(message);
        assertThat(error.path("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(UPSTREAM.requests(model)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedPrefillIsTheCallersToMend(boolean stream) {
        String model = "prefill-" + stream;
        UPSTREAM.answer(model, error(422, "the last message must not be the assistant's"));
        JsonNode error = Refusals.refused(chat(model, stream), 422);
        assertThat(error.path("message").asText()).contains("must not be the assistant's");
        assertThat(UPSTREAM.requests(model)).hasSize(1);
    }

    @Test
    void aContentFilterIsAnEndLikeAnyOther() {
        UPSTREAM.answer("filtered", TestingStream.ofTokens(1).withFinish("content_filter"));
        List<String> data =
                SLUICE.client().stream(Json.chat("fake/filtered", true)).rest();
        assertThat(String.join("", data)).contains("\"finish_reason\":\"content_filter\"");
        assertThat(data).endsWith("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFlappingUpstreamComesBackIntoService(boolean stream) {
        String model = "flapping-" + stream;
        for (int i = 0; i < 8; i++) {
            UPSTREAM.next(model, error(500, "flap"));
        }
        UPSTREAM.answer(model, TestingAnswers.reply("fine again"));
        for (int i = 0; i < 8; i++) {
            assertThat(chat(model, stream).statusCode()).isIn(502, 503);
        }
        answersWell(model, stream);
        assertThat(UPSTREAM.requests(model))
                .as("the only target is always tried")
                .hasSize(9);
    }

    @Test
    void tokensAreWhatTheUpstreamCounted() {
        UPSTREAM.answer("counted", TestingAnswers.reply("one two three"));
        JsonNode usage = Json.parse(chat("counted", false).body()).path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(TestingChat.PROMPT_TOKENS);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void anUpstreamsRedirectIsNotFollowed() {
        UPSTREAM.answer("moved", TestingAnswers.redirect(UPSTREAM.baseUrl() + "/elsewhere"));
        Refusals.refused(chat("moved", false), 502, "provider_error");
        assertThat(UPSTREAM.requests()).noneMatch(request -> request.path().contains("elsewhere"));
    }

    @Test
    void aFloodOfHeadersIsABadGateway() {
        UPSTREAM.answer("headers", TestingAnswers.headerFlood());
        Refusals.refused(chat("headers", false), 502, "provider_error");
    }

    @Test
    void anEventBeyondAllMeasureIsABrokenAnswer() {
        UPSTREAM.answer("huge", TestingAnswers.hugeEvent(34 * 1024 * 1024));
        List<String> data = SLUICE.client().stream(Json.chat("fake/huge", true)).rest();
        assertThat(TestingEvents.text(data)).isEqualTo("small");
        Refusals.error(data.getLast());
        UPSTREAM.answer("huge", TestingAnswers.reply("fine again"));
        answersWell("huge", true);
    }
}
