package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Sluice does on every server it is deployed on, under `/` and under `/ai`.
@EnabledIfSystemProperty(named = "sluice.test.servers", matches = ".+", disabledReason = "run with -Dservers=none")
abstract class ServerJourney extends EndpointJourney {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final String CHAT = "/v1/chat/completions";

    /// Whether the server lets an encoded slash through.
    boolean takesEncodedSlashes() {
        return true;
    }

    static String config(TestingUpstream upstream) {
        return TestingConfig.of(
                        upstream,
                        "auth: { api-key: caller-key-1 }\nserver: { max-body: 200KB }\nsearch: { forwarder: \""
                                + upstream.root() + "\" }\n")
                .replace("first-token-timeout: 1500ms", "first-token-timeout: 20s")
                .replace("request-timeout: 6s", "request-timeout: 30s");
    }

    private HttpResponse<String> chat(String context, String model, boolean stream) {
        return client(context).chat(Json.chat("fake/" + model, stream), KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void aChatIsAnswered(String context) {
        HttpResponse<String> answer = chat(context, "plain", false);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.body()).contains("You said: hello");
        assertThat(client(context).chat(Json.chat("guide", false), KEY).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void theFirstTokenArrivesWhileTheUpstreamHoldsTheSecondBack(String context) {
        var second = new CountDownLatch(1);
        upstream().answer("held", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(second)));
        try (TestingEvents events = client(context).stream(Json.chat("fake/held", true), KEY)) {
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusalBeforeTheFirstEventHasItsTrueStatus(boolean stream) {
        upstream().answer("limited", TestingAnswers.tooMany(7));
        HttpResponse<String> limited = chat("/ai", "limited", stream);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("retry-after")).contains("7");
        assertThat(Refusals.error(limited.body()).path("type").asText()).isEqualTo("rate_limit_error");
        upstream().answer("broken", TestingAnswers.error(500, "oops"));
        assertThat(chat("/ai", "broken", stream).statusCode()).isEqualTo(502);
    }

    @Test
    void aFailureInTheMiddleIsOneErrorEventAndNoCleanEnd() {
        upstream().answer("cut", TestingAnswers.cutAfter(2));
        try (TestingEvents events = client("").stream(Json.chat("fake/cut", true), KEY)) {
            List<String> data = events.rest();
            assertThat(TestingEvents.text(data)).isEqualTo("t0 t1");
            assertThat(data).doesNotContain("[DONE]");
            Refusals.error(data.getLast());
        }
    }

    @Test
    void aCallerThatHangsUpEndsTheStream() {
        var never = new CountDownLatch(1);
        upstream().answer("left", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(never)));
        TestingRequest request;
        try (TestingEvents events = client("").stream(Json.chat("fake/left", true), KEY)) {
            request = upstream().awaitRequest("left");
            events.next();
        }
        assertThat(request.closedWithin(Duration.ofMillis(1400)))
                .as("before the idle timeout would have ended it")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallerThatHangsUpBeforeTheAnswerEndsTheUpstream(boolean stream) {
        String model = "awaited-" + stream;
        upstream().answer(model, TestingAnswers.silence());
        TestingRequest request;
        try (var socket = TestingSocket.to(server().url())) {
            socket.post(CHAT, Json.chat("fake/" + model, stream), KEY);
            request = upstream().awaitRequest(model);
        }
        assertThat(request.closedWithin(SOON))
                .as("before the first-token timeout would have ended it")
                .isTrue();
    }

    @Test
    void aRequestSentAheadIsAnsweredOrItsConnectionClosed() {
        var go = new CountDownLatch(1);
        upstream().answer("ahead", TestingAnswers.after(go, TestingAnswers.reply("first answer")));
        upstream().answer("gone", TestingAnswers.silence());
        try (var socket = TestingSocket.to(server().url())) {
            socket.post(CHAT, Json.chat("fake/ahead", false), KEY);
            upstream().awaitRequest("ahead");
            socket.send("GET /health/ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            aLookHasHappened();
            go.countDown();
            String answers = socket.rest();
            assertThat(answers).startsWith("HTTP/1.1 200").contains("first answer");
            assertThat(answers).containsAnyOf("\"UP\"", "onnection: close");
        }
    }

    /// The watch that notices this caller has looked at all others, too.
    private void aLookHasHappened() {
        for (int i = 0; i < 2; i++) {
            TestingRequest request;
            try (var socket = TestingSocket.to(server().url())) {
                socket.post(CHAT, Json.chat("fake/gone", false), KEY);
                request = upstream().awaitRequest("gone");
            }
            assertThat(request.closedWithin(SOON)).isTrue();
        }
    }

    @Test
    void callersThatHangUpHarmNoOthers() throws Exception {
        upstream().answer("talking", exchange -> {
            exchange.head(200, java.util.Map.of("Content-Type", "text/event-stream", "Transfer-Encoding", "chunked"));
            byte[] event = ("data: " + dev.sluice.testing.TestingChat.piece("talking", "x") + "\n\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i < 500 && exchange.request().closed().getCount() > 0; i++) {
                exchange.chunk(event);
                exchange.pause(Duration.ofMillis(5));
            }
        });
        upstream().answer("short", TestingStream.ofTokens(5));
        upstream().answer("limited", TestingAnswers.tooMany(7));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(callers.submit(() -> hangUp(60)));
                all.add(callers.submit(() -> callWell(15)));
            }
            for (Future<?> one : all) {
                one.get(120, TimeUnit.SECONDS);
            }
        }
        assertThat(server().log())
                .doesNotContain(
                        "has been recycled",
                        "\"this.ob\" is null",
                        "already completed processing",
                        "after an error had occurred",
                        "asyncComplete()] is not valid",
                        "\tat dev.sluice.");
    }

    /// Chats whole and streamed, and callers that hang up, as many at once as there come.
    void load(int requests) throws Exception {
        upstream().answer("brief", TestingStream.ofTokens(5));
        upstream().answer("left-alone", TestingAnswers.stallAfter(1));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int turn = i;
                all.add(callers.submit(() -> loadOne(turn)));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private void loadOne(int turn) {
        if (turn % 8 == 0) {
            try (var socket = TestingSocket.to(server().url())) {
                socket.post(CHAT, Json.chat("fake/left-alone", true), KEY);
                assertThat(socket.some()).startsWith("HTTP/1.1 200");
            }
            return;
        }
        HttpResponse<String> answer = chat("", turn % 2 == 0 ? "brief" : "plain", turn % 2 == 0);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private void hangUp(int times) {
        for (int i = 0; i < times; i++) {
            try (var socket = TestingSocket.to(server().url())) {
                socket.post(CHAT, Json.chat("fake/talking", true), KEY);
                assertThat(socket.some()).startsWith("HTTP/1.1 200");
            }
        }
    }

    private void callWell(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(chat("", "limited", i % 2 == 0).statusCode()).isEqualTo(429);
            assertThat(chat("", "plain", false).body()).contains("You said: hello");
            try (TestingEvents events = client("").stream(Json.chat("fake/short", true), KEY)) {
                assertThat(TestingEvents.text(events.rest())).isEqualTo("t0 t1 t2 t3 t4");
            }
        }
    }

    @Test
    void hangingRequestsStarveNobody() {
        upstream().answer("hangs", TestingAnswers.silence());
        List<TestingSocket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                hanging.add(TestingSocket.to(server().url()).post(CHAT, Json.chat("fake/hangs", i % 2 == 0), KEY));
            }
            for (int i = 0; i < 64; i++) {
                upstream().awaitRequest("hangs");
            }
            long before = System.nanoTime();
            assertThat(chat("", "plain", false).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
        } finally {
            hanging.forEach(TestingSocket::close);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', /v1/models", "/ai, /v1/models", "/ai, /models", "'', /v1/nothing"})
    void nobodyIsServedWithoutAKey(String context, String path) {
        HttpResponse<String> answer = client(context).get(path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Refusals.error(answer.body()).path("type").asText()).isEqualTo("authentication_error");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404",
        "GET, /.env, 404",
        "GET, /v1/models/nope, 404",
        "PUT, /v1/chat/completions, 405",
        "DELETE, /v1/models, 405"
    })
    void whatIsNotThereIsRefusedInJson(String method, String path, int status) {
        for (String context : List.of("", "/ai")) {
            HttpResponse<String> answer = client(context).send(method, path, null, KEY);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            Refusals.error(answer.body());
        }
    }

    @Test
    void aBodyThatIsTooLargeOrNoJsonIsRefused() {
        HttpResponse<String> large = client("/ai").chat("{\"x\":\"" + "x".repeat(300_000) + "\"}", KEY);
        assertThat(large.statusCode()).isEqualTo(413);
        Refusals.error(large.body());
        HttpResponse<String> wrong = client("/ai").chat("{", KEY);
        assertThat(wrong.statusCode()).isEqualTo(400);
        Refusals.error(wrong.body());
        HttpResponse<String> text =
                client("/ai").send("POST", CHAT, new byte[] {'h'}, "Content-Type", "text/plain", KEY[0], KEY[1]);
        assertThat(text.statusCode()).isEqualTo(415);
        Refusals.error(text.body());
    }

    @ParameterizedTest
    @CsvSource({"'', fake/gpt-fake", "/ai, fake/gpt-fake", "/ai, fake%2Fgpt-fake"})
    void aModelIsFoundByItsName(String context, String id) {
        assumeTrue(takesEncodedSlashes() || !id.contains("%"), "this server is not told to take encoded slashes");
        HttpResponse<String> answer = client(context).get("/v1/models/" + id, KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("id").asText()).isEqualTo("fake/gpt-fake");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void pagesAreServed(String context) {
        for (String path : List.of("/", "/docs", "/redoc", "/openapi.json", "/favicon.svg", "/assets/landing.js")) {
            HttpResponse<String> page = client(context).get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).isNotBlank();
            HttpResponse<String> head = client(context).send("HEAD", path, null);
            assertThat(head.statusCode()).as("HEAD " + path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        assertThat(client(context).get("/docs").body()).contains("openapi.json");
        assertThat(client(context).send("OPTIONS", CHAT, null).statusCode()).isIn(200, 204);
    }
}
