package dev.sluice.journey;

import static dev.sluice.testing.RunningProxy.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Json;
import dev.sluice.testing.RunningProxy;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingClient;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a caller sees through a proxy that is set up by its file in `server-config/`: nothing of the proxy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyJourney {
    static final String[] KEY = {"Authorization", "Bearer caller-key-1"};

    private final TestingUpstream upstream = TestingUpstream.start();
    private final List<AutoCloseable> opened = new java.util.ArrayList<>(List.of(upstream));

    private RunningProxy proxy;
    private RunningProxy prefixed;
    private RunningProxy echoing;

    /// A proxy in front of what listens at `address`, host and port.
    abstract RunningProxy before(String address);

    @BeforeAll
    void start() {
        proxy = keep(before(address(keep(RunningSluice.with(config())).url())));
        prefixed = keep(before(
                address(keep(RunningSluice.with(config(), "--base-path", "/ai")).url())));
        echoing = keep(before(address(upstream.baseUrl())));
    }

    private String config() {
        return TestingConfig.of(upstream, "auth: { api-key: caller-key-1 }\nserver: { max-body: 2MB }\n")
                .replace("first-token-timeout: 1500ms", "first-token-timeout: 20s")
                .replace("request-timeout: 6s", "request-timeout: 30s");
    }

    <T extends AutoCloseable> T keep(T one) {
        opened.add(one);
        return one;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    RunningProxy proxy() {
        return proxy;
    }

    TestingUpstream upstream() {
        return upstream;
    }

    private List<TestingClient> both() {
        return List.of(proxy.client(), keep(new TestingClient(prefixed.url() + "/ai")));
    }

    @Test
    void tokensArriveOneByOneAndUncompressed() {
        for (TestingClient client : both()) {
            var second = new CountDownLatch(1);
            upstream.answer("held", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(second)));
            try (TestingEvents events =
                    client.stream(Json.chat("fake/held", true), KEY[0], KEY[1], "Accept-Encoding", "gzip")) {
                assertThat(events.status()).isEqualTo(200);
                assertThat(events.header("content-type")).startsWith("text/event-stream");
                assertThat(events.header("content-encoding")).isEmpty();
                events.next();
                assertThat(Json.parse(events.next())
                                .at("/choices/0/delta/content")
                                .asText())
                        .isEqualTo("t0");
                second.countDown();
                List<String> rest = events.rest();
                assertThat(TestingEvents.text(rest)).isEqualTo(" t1 t2");
                assertThat(rest).containsOnlyOnce("[DONE]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake/gpt-fake", "fake%2Fgpt-fake"})
    void aModelIdMayHaveAnEncodedSlash(String id) {
        for (TestingClient client : both()) {
            HttpResponse<String> answer = client.get("/v1/models/" + id, KEY);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Json.parse(answer.body()).path("id").asText()).isEqualTo("fake/gpt-fake");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/a%2Fb%20c%C3%A9?x=1%2F2&y", "/ai/v1/models", "/a//b/./c", "/%7Euser"})
    void thePathGoesOnAsItWasWritten(String path) {
        try (var socket = TestingSocket.to(echoing.url())) {
            socket.send("GET " + path + " HTTP/1.1\r\nHost: llm.example.com\r\nConnection: close\r\n\r\n");
            socket.rest();
        }
        assertThat(upstream.requests().getLast().path()).isEqualTo(path);
    }

    @Test
    void aCallerThatHangsUpInTheMiddleEndsTheUpstream() {
        var never = new CountDownLatch(1);
        upstream.answer("half", TestingStream.ofTokens(2).withStep(1, exchange -> exchange.waitFor(never)));
        TestingRequest request;
        try (TestingEvents events = proxy.client().stream(Json.chat("fake/half", true), KEY)) {
            request = upstream.awaitRequest("half");
            events.next();
        }
        assertThat(request.closedWithin(Duration.ofMillis(1400)))
                .as("before the idle timeout would have ended it")
                .isTrue();
    }

    @Test
    void whatIsSaidAboutTheCallerNeverComesFromOutside() {
        TestingRequest seen = seen(
                "X-Forwarded-User",
                "mallory",
                "X-Forwarded-Groups",
                "admins",
                "X-Forwarded-Email",
                "m@example.com",
                "X-Forwarded-Preferred-Username",
                "mallory",
                "X-Forwarded-Access-Token",
                "t",
                "X-Forwarded-For",
                "10.1.2.3",
                "X-Forwarded-Proto",
                "gopher",
                "X-Forwarded-Host",
                "evil.example.com",
                "X-Forwarded-Port",
                "1",
                "X-Forwarded-Prefix",
                "/evil",
                "Forwarded",
                "for=10.1.2.3",
                "X-Real-IP",
                "10.1.2.3");
        assertThat(seen.headers().toString())
                .doesNotContain("mallory", "admins", "example.com\"", "10.1.2.3", "gopher", "evil");
        assertThat(seen.headers())
                .doesNotContainKeys(
                        "x-forwarded-user",
                        "x-forwarded-groups",
                        "x-forwarded-email",
                        "x-forwarded-preferred-username",
                        "x-forwarded-access-token",
                        "forwarded",
                        "x-real-ip",
                        "x-forwarded-prefix");
    }

    @Test
    void sluiceLearnsWhoCalledByWhichAddress() {
        TestingRequest seen = seen();
        String authority = address(echoing.url());
        assertThat(seen.header("host")).isEqualTo(authority);
        assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen.header("x-forwarded-host")).isEqualTo(authority);
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.header("x-forwarded-port")).isEqualTo(authority.substring(authority.indexOf(':') + 1));
        assertThat(seen.header("x-custom")).isEqualTo("kept");
    }

    TestingRequest seen(String... headers) {
        var all = new java.util.ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Custom", "kept"));
        echoing.client().get("/seen", all.toArray(String[]::new));
        return upstream.requests().getLast();
    }

    @Test
    void aCallerThroughTheProxyIsNoLocalOne() {
        assertThat(proxy.client().get("/v1/models").statusCode()).isEqualTo(401);
        var open = keep(RunningSluice.with(TestingConfig.of(upstream, "")));
        assertThat(open.client().get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(keep(before(address(open.url()))).client().get("/v1/models").statusCode())
                .isEqualTo(401);
    }

    @Test
    void sluicesOwnLimitIsTheOneThatHolds() {
        String body = "{\"model\": \"fake/plain\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}";
        assertThat(proxy.client()
                        .chat(body.formatted("x".repeat(1_800_000)), KEY)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> large = proxy.client().chat(body.formatted("x".repeat(2_200_000)), KEY);
        assertThat(large.statusCode()).isEqualTo(413);
        dev.sluice.testing.Refusals.error(large.body());
    }

    @Test
    void pagesWorkUnderAPrefix() {
        TestingClient client = both().getLast();
        for (String path : List.of("/", "/docs", "/redoc", "/openapi.json", "/assets/landing.js")) {
            assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(client.get("/docs").body()).doesNotContain("href=\"/", "src=\"/");
    }

    @Test
    void connectionsToSluiceAreKept() {
        for (int i = 0; i < 30; i++) {
            HttpResponse<String> answer = proxy.client().chat(Json.chat("fake/plain", i % 2 == 0), KEY);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
