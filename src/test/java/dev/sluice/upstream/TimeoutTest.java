package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(80);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void aSilentUpstreamIsLeftAfterTheHeadTimeout() throws IOException {
        try (var server = new TestingSocketServer(TestingSocketServer.Peer::silence);
                var client = new TestingClient()) {
            assertThat(reason(() -> client.send(TestingClient.get(server.uri("/")), TestingClient.PATIENCE, SHORT)))
                    .isEqualTo(Reason.HEAD_TIMEOUT);
        }
    }

    @Test
    void anUpstreamThatTakesNoBodyIsLeftAfterTheHeadTimeout() throws IOException {
        var huge = "x".repeat(64 << 20);
        try (var server = new TestingSocketServer(peer -> {
                    peer.head();
                    peer.silence();
                });
                var client = new TestingClient()) {
            assertThat(reason(() ->
                            client.send(TestingClient.post(server.uri("/"), huge), TestingClient.PATIENCE, SHORT)))
                    .isEqualTo(Reason.HEAD_TIMEOUT);
        }
    }

    @Test
    void anUpstreamThatAnswersWithoutTakingTheBodyIsHeard() throws IOException {
        var huge = "x".repeat(64 << 20);
        try (var server = new TestingSocketServer(peer -> {
                    peer.head();
                    peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
                    peer.socket().shutdownOutput();
                    // closing with unread bytes resets the connection, as real servers do
                    peer.socket().setSoTimeout(20);
                    assertThat(peer.socket().getInputStream().readNBytes(1000)).hasSize(1000);
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.post(server.uri("/"), huge))) {
            assertThat(reply.status()).isEqualTo(413);
            reply.close();
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void aReadWaitsAsLongAsToldAndTheNextOneGoesOn() throws IOException {
        var go = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                    go.await();
                    peer.send("k");
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var body = reply.body();
            assertThat(body.read()).isEqualTo('o');
            body.readTimeout(Duration.ofMillis(20));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(body::read).isInstanceOf(SocketTimeoutException.class);
            }
            body.readTimeout(TestingClient.PATIENCE);
            go.countDown();
            assertThat(body.read()).isEqualTo('k');
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @Test
    void anAnswerThatDripsForEverMeetsTheTimeoutToo() throws IOException {
        try (var server = dripping(" ");
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            reply.body().readTimeout(SHORT);
            assertThatThrownBy(() -> reply.body().peekPastSpace()).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> reply.body().readAll(1 << 20)).isInstanceOf(SocketTimeoutException.class);
            assertThat(reply.body().readUpTo(1 << 20)).isNotEmpty();
        }
    }

    @Test
    void commentsThatNeverEndAreNoEvent() throws IOException {
        try (var server = dripping(": keep-alive\n\n");
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            reply.body().readTimeout(SHORT);
            var reader = new SseReader(reply.body(), 1 << 20);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(reader::next).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    private static TestingSocketServer dripping(String drop) throws IOException {
        return new TestingSocketServer(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            var never = new CountDownLatch(1);
            while (!never.await(1, TimeUnit.MILLISECONDS)) {
                peer.send(drop);
            }
        });
    }

    @Test
    void untilToldAReadWaitsAsLongAsTheHeadWasAllowedTo() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                    peer.silence();
                });
                var client = new TestingClient();
                var reply = client.send(
                        TestingClient.get(server.uri("/")), TestingClient.PATIENCE, Duration.ofMillis(500))) {
            assertThatThrownBy(() -> reply.body().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aTimeoutOfNothingIsAShortOneAndNotForEver() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                    peer.silence();
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            reply.body().readTimeout(Duration.ZERO);
            assertThatThrownBy(() -> reply.body().read()).isInstanceOf(SocketTimeoutException.class);
            reply.body().readTimeout(Duration.ofSeconds(-5));
            assertThatThrownBy(() -> reply.body().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void timeoutsBeyondAllMeasureAreTaken() throws IOException {
        var forEver = Duration.ofSeconds(Long.MAX_VALUE);
        try (var server = TestingSocketServer.answering(OK);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")), forEver, forEver)) {
            reply.body().readTimeout(forEver);
            assertThat(reply.body().readAll(10)).asString().isEqualTo("ok");
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = listener.getLocalPort();
        }
        try (var client = new TestingClient()) {
            var uri = URI.create("http://127.0.0.1:" + port + "/");
            assertThat(reason(() -> client.send(TestingClient.get(uri)))).isEqualTo(Reason.CONNECT_REFUSED);
        }
    }

    @Test
    void aConnectionThatIsNeitherMadeNorRefusedIsLeftInTime() throws IOException {
        try (var server = new TestingDeafServer();
                var client = new TestingClient()) {
            assertThat(reason(() -> client.send(TestingClient.get(server.uri()), SHORT, TestingClient.PATIENCE)))
                    .isEqualTo(Reason.CONNECT_TIMEOUT);
        }
    }

    @Test
    void theNextAddressIsTriedWhenOneRefusesOrSwallowsEverything() throws IOException {
        try (var server = TestingSocketServer.answering(OK);
                var deaf = new TestingDeafServer("127.0.0.3", server.port());
                var client = TestingClient.resolvingTo(
                        InetAddress.getByName("127.0.0.2"),
                        InetAddress.getByName("127.0.0.3"),
                        InetAddress.getByName("127.0.0.1"))) {
            assertThat(deaf.port()).isEqualTo(server.port());
            var request = TestingClient.get(URI.create("http://several:" + server.port() + "/"));
            try (var reply = client.send(request, Duration.ofSeconds(1), TestingClient.PATIENCE)) {
                assertThat(reply.status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aNameThatIsNotKnownIsSaidSo() {
        try (var client = TestingClient.resolving(host -> {
            throw new UnknownHostException(host);
        })) {
            assertThat(reason(() -> client.send(TestingClient.get(URI.create("http://unknown/")))))
                    .isEqualTo(Reason.DNS);
        }
        try (var client = TestingClient.resolvingTo()) {
            assertThat(reason(() -> client.send(TestingClient.get(URI.create("http://unknown/")))))
                    .isEqualTo(Reason.DNS);
        }
    }

    @Test
    void aResolverThatHangsHoldsNobodyLongerThanToldAndOneThreadPerName() throws Exception {
        var release = new CountDownLatch(1);
        var lookups = new AtomicInteger();
        try (var client = TestingClient.resolving(host -> {
                    lookups.incrementAndGet();
                    awaitUninterruptibly(release);
                    return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                });
                var server = TestingSocketServer.answering(OK);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var request = TestingClient.get(URI.create("http://slow:" + server.port() + "/"));
            var replies = new ArrayList<Future<UpstreamReply>>();
            for (int i = 0; i < 30; i++) {
                replies.add(threads.submit(() -> client.send(request, SHORT, TestingClient.PATIENCE)));
            }
            for (var reply : replies) {
                assertThatThrownBy(reply::get)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfSatisfying(
                                UpstreamException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.DNS));
            }
            assertThat(lookups).hasValue(1);
            // an address needs no resolver, and the name works again when the resolver does
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            release.countDown();
            assertThat(client.text(request)).isEqualTo("ok");
        } finally {
            release.countDown();
        }
    }

    static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(UpstreamException.class, call).reason();
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // a real resolver does not listen either
            }
        }
    }
}
