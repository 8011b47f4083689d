package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.EgressConfig;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.ContentFetch;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedFetchTest {
    private static final String PNG = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\u0089PNG\r\n\u001a\nx";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static GuardedFetch fetching(UpstreamClient client, String... allow) {
        return new GuardedFetch(client, new EgressGuard(new EgressConfig(List.of(allow), List.of(), Optional.empty())));
    }

    private static UpstreamClient resolving(Resolver.Lookup lookup) {
        return new UpstreamClient(ClientLimits.DEFAULTS, lookup, () -> {
            throw new AssertionError("no TLS here");
        });
    }

    private static Content fetched(GuardedFetch fetch, String url) {
        return fetch.fetch(ContentFetch.Wanted.IMAGE, url, PATIENCE, new Cancellation());
    }

    private static Failure.Invalid refusal(GuardedFetch fetch, String url) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> fetched(fetch, url));
        assertThat(refused).as(url).isNotNull();
        assertThat(refused.failure()).isInstanceOf(Failure.Invalid.class);
        return (Failure.Invalid) refused.failure();
    }

    @Test
    void anImageOfAnAllowedHostIsFetchedWithoutAnythingOfTheCallers() throws IOException {
        try (var server = TestingSocketServer.answering(PNG);
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            Content image = fetched(fetching(client, "127.0.0.1"), "http://127.0.0.1:" + server.port() + "/a.png");
            assertThat(image.mediaType()).isEqualTo("image/png");
            assertThat(image.base64()).isEqualTo("iVBORw0KGgp4");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /a.png HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotContainIgnoringCase("authorization");
        }
    }

    private static Content fetched(ContentFetch.Wanted wanted, String answer) throws IOException {
        try (var server = TestingSocketServer.answering(answer);
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            String url = "http://127.0.0.1:" + server.port() + "/a";
            return fetching(client, "127.0.0.1").fetch(wanted, url, PATIENCE, new Cancellation());
        }
    }

    @Test
    void soundsAndFilesAreKnownByTheirBytesBeforeTheirHostsWord() throws IOException {
        assertThat(fetched(ContentFetch.Wanted.AUDIO, answer("text/plain", "ID3x")))
                .isEqualTo(Content.of("audio/mpeg", "SUQzeA=="));
        assertThat(fetched(ContentFetch.Wanted.AUDIO, answer("Audio/AAC; x=1", "x"))
                        .mediaType())
                .isEqualTo("audio/aac");
        assertThat(fetched(ContentFetch.Wanted.FILE, answer("application/octet-stream", "%PDF-1.7"))
                        .mediaType())
                .isEqualTo("application/pdf");
        assertThat(fetched(ContentFetch.Wanted.FILE, answer("text/csv", "a,b")).mediaType())
                .isEqualTo("text/csv");
        assertThat(fetched(ContentFetch.Wanted.FILE, answer("no type at all", "a,b"))
                        .mediaType())
                .isEqualTo("application/octet-stream");
    }

    @Test
    void whatIsNoSoundIsRefusedAsOne() {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> fetched(ContentFetch.Wanted.AUDIO, answer("image/png", "x")));
        assertThat(((Failure.Invalid) refused.failure()).code()).isEqualTo("invalid_audio_url");
        assertThat(refused).hasMessageContaining("no sound");
    }

    private static String answer(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/", "http://localhost:%d/", "http://localhost.:%d/", "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/", "http://2130706433:%d/", "http://127.1:%d/", "http://0.0.0.0:%d/",
                "http://0x7f000001:%d/", "http://0177.0.0.1:%d/", "http://user:pw@127.0.0.1:%d/",
                        "file:///etc/passwd#%d",
                "jar:http://127.0.0.1:%d/!/", "gopher://127.0.0.1:%d/", "http:\\\\127.0.0.1:%d\\", "http://a\tb:%d/",
                "http:///x:%d", "http://a b:%d/"
            })
    void nothingOnThisMachineIsAsked(String url) throws IOException {
        try (var server = TestingSocketServer.answering(PNG);
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            Failure.Invalid refusal = refusal(fetching(client), url.formatted(server.port()));
            assertThat(refusal.code()).isEqualTo("invalid_image_url");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aNameThatChangesItsAddressIsConnectedToWhereItWasLookedAt() throws IOException {
        var asked = new AtomicInteger();
        var loopback = InetAddress.getByName("127.0.0.1");
        try (var server = TestingSocketServer.answering(PNG);
                var client = resolving(host ->
                        new InetAddress[] {asked.getAndIncrement() == 0 ? loopback : InetAddress.getByName("1.1.1.1")
                        })) {
            refusal(fetching(client), "http://rebind.example:" + server.port() + "/");
            assertThat(asked).hasValue(1);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void everyHopOfARedirectIsLookedAt() throws IOException {
        try (var inside = TestingSocketServer.answering(PNG);
                var door = TestingSocketServer.answering("HTTP/1.1 302 Found\r\nLocation: http://localhost:"
                        + inside.port() + "/\r\nContent-Length: 0\r\n\r\n");
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            refusal(fetching(client, "door.example"), "http://localhost:" + door.port() + "/");
            assertThat(door.connections()).isZero();
            var loopback = InetAddress.getByName("127.0.0.1");
            try (var resolving = resolving(host -> new InetAddress[] {loopback})) {
                refusal(fetching(resolving, "door.example"), "http://door.example:" + door.port() + "/");
                assertThat(door.connections()).isOne();
                assertThat(inside.connections()).isZero();
                assertThat(fetched(
                                        fetching(resolving, "door.example", "localhost"),
                                        "http://door.example:" + door.port() + "/")
                                .base64())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void redirectsEndSomewhere() throws IOException {
        try (var server = TestingSocketServer.answering(
                        "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            Failure.Invalid refusal = refusal(fetching(client, "127.0.0.1"), "http://127.0.0.1:" + server.port() + "/");
            assertThat(refusal.message()).contains("redirects too often");
            assertThat(server.connections()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 6\r\n\r\n<html>",
                "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n\u0089PNG",
                "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"
            })
    void whatIsNoImageIsTheCallersMistake(String answer) throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(answer);
                });
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            assertThat(refusal(fetching(client, "127.0.0.1"), "http://127.0.0.1:" + server.port() + "/")
                            .code())
                    .isEqualTo("invalid_image_url");
        }
    }

    @Test
    void aHostThatDripsMeetsTheDeadline() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\n\r\n\u0089PNG\r\n\u001a\n");
                    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                    while (System.nanoTime() < until) {
                        peer.send("x");
                    }
                });
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            GuardedFetch fetch = fetching(client, "127.0.0.1");
            String url = "http://127.0.0.1:" + server.port() + "/";
            long before = System.nanoTime();
            RefusedException refused = catchThrowableOfType(
                    RefusedException.class,
                    () -> fetch.fetch(ContentFetch.Wanted.IMAGE, url, Duration.ofMillis(300), new Cancellation()));
            assertThat(refused).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aConnectionThatAProviderLeftOpenIsNotUsed() throws IOException {
        try (var server = TestingSocketServer.answering(PNG);
                var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            var uri = URI.create("http://127.0.0.1:" + server.port() + "/");
            try (var reply = client.send(TestingClient.get(uri), PATIENCE, PATIENCE, new Cancellation())) {
                reply.body().readAll(100);
            }
            assertThat(client.idle()).isOne();
            refusal(fetching(client), uri.toString());
            assertThat(client.idle()).isOne();
            assertThat(server.requests()).hasSize(1);
        }
    }
}
