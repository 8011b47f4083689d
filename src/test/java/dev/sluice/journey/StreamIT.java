package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingExchange;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    @Test
    void theFirstTokenArrivesWhileTheUpstreamHoldsTheSecondBack() {
        var second = new CountDownLatch(1);
        UPSTREAM.answer("held", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(second)));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/held", true))) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("content-type")).startsWith("text/event-stream");
            assertThat(Json.parse(events.next()).at("/choices/0/delta/role").asText())
                    .isEqualTo("assistant");
            assertThat(Json.parse(events.next()).at("/choices/0/delta/content").asText())
                    .isEqualTo("t0");
            second.countDown();
            List<String> rest = events.rest();
            assertThat(TestingEvents.text(rest)).isEqualTo(" t1 t2");
            assertThat(rest).endsWith("[DONE]").containsOnlyOnce("[DONE]");
        }
    }

    @Test
    void aStreamIsWellFormed() {
        UPSTREAM.answer("whole", TestingStream.ofTokens(4));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/whole", true))) {
            assertThat(events.header("cache-control")).contains("no-cache");
            assertThat(events.header("x-accel-buffering")).isEqualTo("no");
            assertThat(events.header("content-length")).isEmpty();
            assertThat(events.header("x-sluice-provider")).isEqualTo("fake");
            List<String> data = events.rest();
            var chunks =
                    data.subList(0, data.size() - 1).stream().map(Json::parse).toList();
            assertThat(chunks.stream().map(chunk -> chunk.path("id").asText()))
                    .containsOnly(chunks.getFirst().path("id").asText());
            assertThat(chunks.stream().map(chunk -> chunk.path("created").asLong()))
                    .containsOnly(chunks.getFirst().path("created").asLong());
            assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            assertThat(chunks.getLast().at("/choices/0/delta/content").asText(""))
                    .isEmpty();
            assertThat(TestingEvents.text(data)).isEqualTo("t0 t1 t2 t3");
        }
    }

    @Test
    void usageIsShownOnRequestAndAskedForAlways() {
        UPSTREAM.answer("usage", TestingStream.ofTokens(4));
        String body = Json.chat("fake/usage", true);
        List<String> silent = SLUICE.client().stream(body).rest();
        assertThat(String.join("", silent)).doesNotContain("\"usage\":{");
        List<String> told = SLUICE.client().stream(
                        body.replaceFirst("\\{", "{\"stream_options\":{\"include_usage\":true},"))
                .rest();
        var last = Json.parse(told.get(told.size() - 2));
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
        assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        assertThat(UPSTREAM.requests("usage"))
                .hasSize(2)
                .allMatch(request ->
                        request.json().at("/stream_options/include_usage").asBoolean());
    }

    @Test
    void aRefusalBeforeTheFirstEventHasItsTrueStatus() {
        UPSTREAM.answer("refuses", TestingAnswers.tooMany(7));
        var response = SLUICE.client().chat(Json.chat("fake/refuses", true));
        Refusals.refused(response, 429, "rate_limit_error");
        assertThat(response.headers().firstValue("retry-after")).contains("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "stall", "malformed", "error event", "reset"})
    void aFailureInTheMiddleIsOneErrorEventAndNoCleanEnd(String kind) {
        String model = "middle-" + kind.replace(' ', '-');
        UPSTREAM.answer(
                model,
                switch (kind) {
                    case "cut" -> TestingAnswers.cutAfter(2);
                    case "stall" -> TestingAnswers.stallAfter(2);
                    case "malformed" -> TestingAnswers.malformedAfter(2);
                    case "reset" -> TestingStream.ofTokens(4).withStep(2, TestingExchange::reset);
                    default -> TestingAnswers.errorEventAfter(2, "the model fell over");
                });
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/" + model, true))) {
            assertThat(events.status()).isEqualTo(200);
            List<String> data = events.rest();
            assertThat(TestingEvents.text(data)).isEqualTo("t0 t1");
            assertThat(data).doesNotContain("[DONE]");
            assertThat(data.stream().filter(event -> event.contains("\"error\"")))
                    .hasSize(1);
            Refusals.error(data.getLast());
            assertThat(String.join("", data)).doesNotContain("\"finish_reason\":\"stop\"");
        }
    }

    @Test
    void aServerThatIsStoppedEndsItsStreamsWithAnErrorEvent() {
        var never = new CountDownLatch(1);
        UPSTREAM.answer("stopped", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(never)));
        try (var sluice = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));
                TestingEvents events = sluice.client().stream(Json.chat("fake/stopped", true))) {
            assertThat(Json.parse(events.next()).has("choices")).isTrue();
            sluice.terminate();
            List<String> rest = events.rest();
            assertThat(rest).doesNotContain("[DONE]");
            assertThat(Json.parse(rest.getLast()).at("/error/message").asText()).contains("being stopped");
        } finally {
            never.countDown();
        }
    }

    @Test
    void silenceIsFilledWithPings() {
        var more = new CountDownLatch(1);
        UPSTREAM.answer("quiet", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(more)));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/quiet", true))) {
            assertThat(events.comment()).startsWith(":");
            assertThat(events.comment()).startsWith(":");
            more.countDown();
            assertThat(TestingEvents.text(events.rest())).isEqualTo(" t1");
        }
    }

    @Test
    void aCallerThatHangsUpEndsATalkingUpstream() {
        UPSTREAM.answer("talking", exchange -> {
            exchange.head(200, java.util.Map.of("Content-Type", "text/event-stream", "Transfer-Encoding", "chunked"));
            byte[] event = ("data: " + dev.sluice.testing.TestingChat.piece("talking", "x") + "\n\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i < 1500 && exchange.request().closed().getCount() > 0; i++) {
                exchange.chunk(event);
                exchange.pause(Duration.ofMillis(10));
            }
            exchange.waitForPeerToGo();
        });
        TestingRequest request;
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/talking", true))) {
            request = UPSTREAM.awaitRequest("talking");
            events.next();
        }
        assertThat(request.closedWithin(SOON)).isTrue();
    }

    @Test
    void aCallerThatHangsUpEndsASilentUpstream() {
        var never = new CountDownLatch(1);
        UPSTREAM.answer("mute", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(never)));
        TestingRequest request;
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/mute", true))) {
            request = UPSTREAM.awaitRequest("mute");
            events.next();
            events.next();
        }
        assertThat(request.closedWithin(Duration.ofMillis(1400)))
                .as("before the idle timeout would have ended it")
                .isTrue();
    }

    @Test
    void aCallerThatHangsUpHarmsNoOtherConnection() {
        UPSTREAM.answer(
                "left", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        UPSTREAM.answer("later-refused", TestingAnswers.tooMany(1));
        UPSTREAM.answer("later", TestingStream.ofTokens(2));
        for (int i = 0; i < 3; i++) {
            TestingRequest request;
            try (var socket = TestingSocket.to(SLUICE.url())) {
                socket.post("/v1/chat/completions", Json.chat("fake/left", true));
                request = UPSTREAM.awaitRequest("left");
                assertThat(socket.some()).startsWith("HTTP/1.1 200");
            }
            assertThat(request.closedWithin(SOON)).isTrue();
            try (var socket = TestingSocket.to(SLUICE.url())) {
                socket.post("/v1/chat/completions", Json.chat("fake/later-refused", true));
                assertThat(socket.some()).startsWith("HTTP/1.1 429");
                socket.post("/v1/chat/completions", Json.chat("fake/later", true), "Connection", "close");
                assertThat(socket.rest()).contains("HTTP/1.1 200", "t0", "t1", "[DONE]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallerThatHangsUpBeforeTheAnswerEndsTheUpstream(boolean stream) {
        String model = "awaited-" + stream;
        UPSTREAM.answer(model, TestingAnswers.silence());
        TestingRequest request;
        try (var socket = TestingSocket.to(SLUICE.url())) {
            socket.post("/v1/chat/completions", Json.chat("fake/" + model, stream));
            request = UPSTREAM.awaitRequest(model);
        }
        assertThat(request.closedWithin(Duration.ofMillis(1300)))
                .as("before the first-token timeout would have ended it")
                .isTrue();
    }

    @Test
    void aSlowReaderSlowsTheUpstreamAndLosesNothing() {
        UPSTREAM.answer("flood", TestingStream.of("x".repeat(3_000_000), "y".repeat(3_000_000), "end"));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/flood", true))) {
            assertThat(TestingEvents.text(events.rest())).hasSize(6_000_003).endsWith("yend");
        }
    }

    @Test
    void manyStreamsAtOnceAllComeWhole() throws Exception {
        UPSTREAM.answer("many", TestingStream.ofTokens(20));
        try (var callers = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var texts = new java.util.ArrayList<java.util.concurrent.Future<String>>();
            for (int i = 0; i < 100; i++) {
                texts.add(callers.submit(() -> TestingEvents.text(
                        SLUICE.client().stream(Json.chat("fake/many", true)).rest())));
            }
            for (var text : texts) {
                assertThat(text.get(30, java.util.concurrent.TimeUnit.SECONDS))
                        .isEqualTo(TestingStream.ofTokens(20).text());
            }
        }
    }
}
