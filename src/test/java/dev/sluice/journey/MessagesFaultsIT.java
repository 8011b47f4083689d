package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Messages;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingAnthropic;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingExchange;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The faults that upstreams have, met by messages: over both kinds, streamed and not.
final class MessagesFaultsIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream VENDOR = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(
            UPSTREAM, TestingConfig.provider("claude", "anthropic", VENDOR.baseUrl(), "models: [claude-a]")));

    /// One way to ask, and how its upstream says what it says.
    record Way(String provider, boolean stream) {
        TestingUpstream upstream() {
            return anthropic() ? VENDOR : UPSTREAM;
        }

        boolean anthropic() {
            return provider.equals("claude");
        }

        TestingAnswer error(int status, String type, String message) {
            return anthropic()
                    ? TestingAnthropic.refuses(status, type, message, Map.of())
                    : TestingAnswers.error(status, message);
        }

        TestingAnswer says(String text) {
            return anthropic() ? TestingAnthropic.says(text) : TestingAnswers.reply(text);
        }

        /// A stream that says some words, then `then`.
        TestingAnswer begins(TestingAnswer then) {
            return anthropic()
                    ? TestingAnthropic.begins(5, then)
                    : TestingStream.ofTokens(5).withStep(3, then::answer);
        }

        String model(String name) {
            return name + "-" + stream;
        }

        void answer(String name, TestingAnswer answer) {
            upstream().answer(model(name), answer);
        }

        HttpResponse<String> ask(String name) {
            return SLUICE.client().post("/v1/messages", Messages.body(provider + "/" + model(name), stream));
        }

        int asked(String name) {
            return upstream().requests(model(name)).size();
        }

        void answersWell(String name) {
            HttpResponse<String> response = ask(name);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains("fine");
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("fake", true), new Way("fake", false), new Way("claude", true), new Way("claude", false));
    }

    static Stream<Way> streams() {
        return ways().filter(Way::stream);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void tooManyRequestsPassesOnHowLongToWait(Way way) {
        way.answer(
                "limited",
                way.anthropic()
                        ? TestingAnthropic.refuses(429, "rate_limit_error", "slow", Map.of("Retry-After", "17"))
                        : TestingAnswers.tooMany(17));
        HttpResponse<String> response = way.ask("limited");
        Messages.refused(response, 429, "rate_limit_error");
        assertThat(response.headers().firstValue("retry-after")).contains("17");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void tooManyRequestsWithoutATimeIsStillTooMany(Way way) {
        way.answer("busy", way.error(429, "rate_limit_error", "busy"));
        Messages.refused(way.ask("busy"), 429, "rate_limit_error");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void oneFailureDoesNotSpoilTheNextRequest(Way way) {
        way.upstream().next(way.model("once"), way.error(500, "api_error", "oops"));
        way.answer("once", way.says("fine again"));
        Messages.refused(way.ask("once"), 502, "api_error");
        way.answersWell("once");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anOverloadIsToldAsOneAndEndsWhenItEnds(Way way) {
        way.upstream()
                .next(
                        way.model("outage"),
                        way.error(503, "api_error", "down"),
                        way.error(529, "overloaded_error", "x"));
        way.answer("outage", way.says("fine again"));
        Messages.refused(way.ask("outage"), 529, "overloaded_error");
        Messages.refused(way.ask("outage"), 529, "overloaded_error");
        way.answersWell("outage");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aResetBeforeTheAnswerIsABadGateway(Way way) {
        way.answer("reset", TestingAnswers.reset());
        Messages.refused(way.ask("reset"), 502, "api_error");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void silenceIsATimeout(Way way) {
        way.answer("silent", TestingAnswers.silence());
        Messages.refused(way.ask("silent"), 504, "timeout_error");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSlowFirstTokenIsWaitedFor(Way way) {
        var go = new CountDownLatch(1);
        way.answer("slow", TestingAnswers.after(go, way.says("fine at last")));
        var answer = CompletableFuture.supplyAsync(() -> way.ask("slow"));
        way.upstream().awaitRequest(way.model("slow"));
        assertThat(answer).isNotDone();
        go.countDown();
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamThatIsCutSaysSo(Way way) {
        way.answer("cut", way.begins(TestingExchange::cut));
        broken(way, "cut", "api_error");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamThatStallsTimesOutAndSaysSo(Way way) {
        way.answer("stalled", way.begins(TestingExchange::waitForPeerToGo));
        broken(way, "stalled", "timeout_error");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aMalformedEventBreaksTheStreamAndSaysSo(Way way) {
        way.answer("garbled", way.begins(exchange -> {
            exchange.chunk("data: {\"type\":\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.waitForPeerToGo();
        }));
        broken(way, "garbled", "api_error");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void anErrorInTheMiddleIsTheLastEvent(Way way) {
        String error = way.anthropic()
                ? "event: error\ndata: " + TestingAnthropic.error("overloaded_error", "x") + "\n\n"
                : "data: {\"error\":{\"message\":\"x\",\"type\":\"overloaded_error\"}}\n\n";
        way.answer("failing", way.begins(exchange -> {
            exchange.chunk(error.getBytes(StandardCharsets.UTF_8));
            exchange.waitForPeerToGo();
        }));
        broken(way, "failing", "overloaded_error");
    }

    private static void broken(Way way, String name, String type) {
        String body = Messages.body(way.provider + "/" + way.model(name), true);
        try (var events = SLUICE.client().streamAt("/v1/messages", body)) {
            List<String> named = events.named();
            assertThat(Messages.text(named)).isNotEmpty();
            assertThat(named).noneMatch(event -> event.startsWith("message_stop "));
            assertThat(named.getLast()).startsWith("error ");
            JsonNode error = Messages.error(named.getLast().substring("error ".length()));
            assertThat(error.path("type").asText()).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nonsenseIsABadGateway(Way way) {
        for (String body : List.of("{\"type\":", "<html>hello</html>", "", "[]", "null", "{\"object\":\"nothing\"}")) {
            way.answer("nonsense", TestingAnswers.json(body));
            Messages.refused(way.ask("nonsense"), 502, "api_error");
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamWhoseLastEventIsMissingEndsCleanlyAllTheSame(Way way) {
        List<String> events = TestingAnthropic.events("end_turn", TestingAnthropic.text("fine"));
        way.answer(
                "undone",
                way.anthropic()
                        ? TestingAnswers.body(
                                200, "text/event-stream", TestingAnthropic.sse(events.subList(0, events.size() - 1)))
                        : TestingStream.of("fine").withDones(0));
        assertThat(way.ask("undone").body()).contains("fine").contains("event: message_stop");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPromptThatIsTooLongIsTheCallersToMend(Way way) {
        String message = "prompt is too long: 9 tokens > 8 maximum";
        way.answer("long", way.error(400, "invalid_request_error", message));
        JsonNode error = Messages.refused(way.ask("long"), 400, "invalid_request_error");
        assertThat(error.path("message").asText()).contains(message);
        assertThat(way.asked("long")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRefusedPrefillIsTheCallersToMend(Way way) {
        way.answer("prefill", way.error(400, "invalid_request_error", "no prefill"));
        Messages.refused(way.ask("prefill"), 400, "invalid_request_error");
        assertThat(way.asked("prefill")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatTheOperatorMustMendIsNotTheCallers(Way way) {
        way.answer("keyless", way.error(401, "authentication_error", "invalid x-api-key"));
        JsonNode error = Messages.refused(way.ask("keyless"), 502, "api_error");
        assertThat(error.path("message").asText()).doesNotContain("x-api-key");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRefusalOfTheModelIsAnEndLikeAnyOther(Way way) {
        way.answer(
                "filtered",
                way.anthropic()
                        ? TestingAnthropic.reply("refusal", TestingAnthropic.text("no"))
                        : way.stream
                                ? TestingStream.ofTokens(1).withFinish("content_filter")
                                : TestingAnswers.json(filtered()));
        assertThat(way.ask("filtered").body()).contains("\"stop_reason\":\"refusal\"");
    }

    private static String filtered() {
        return Json.write(Map.of(
                "id",
                "c",
                "object",
                "chat.completion",
                "created",
                1,
                "model",
                "m",
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "finish_reason",
                        "content_filter",
                        "message",
                        Map.of("role", "assistant", "content", "no")))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aFlappingUpstreamComesBackIntoService(Way way) {
        for (int i = 0; i < 8; i++) {
            way.upstream().next(way.model("flapping"), way.error(500, "api_error", "flap"));
        }
        way.answer("flapping", way.says("fine again"));
        for (int i = 0; i < 8; i++) {
            Messages.refused(way.ask("flapping"), 502, "api_error");
        }
        way.answersWell("flapping");
        assertThat(way.asked("flapping")).as("the only target is always tried").isEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aWholeAnswerToAStreamIsToldAsOne(Way way) {
        way.answer(
                "wholly",
                way.anthropic()
                        ? TestingAnswers.json(TestingAnthropic.message("end_turn", TestingAnthropic.text("fine")))
                        : TestingAnswers.jsonEvenToAStream("fine"));
        String body = Messages.body(way.provider + "/" + way.model("wholly"), true);
        try (var events = SLUICE.client().streamAt("/v1/messages", body)) {
            assertThat(Messages.text(events.named())).isEqualTo("fine");
        }
    }
}
