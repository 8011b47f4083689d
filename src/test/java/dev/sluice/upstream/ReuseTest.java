package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.TestingSocketServer.Script;
import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ReuseTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Script ONE_ANSWER = peer -> {
        peer.request();
        peer.send(OK);
    };
    private static final Script ANSWERS = peer -> {
        while (!peer.request().isEmpty()) {
            peer.send(OK);
        }
    };

    @Test
    void aConnectionServesManyRequests() throws IOException {
        try (var server = new TestingSocketServer(ANSWERS);
                var client = new TestingClient()) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.text(TestingClient.post(server.uri("/" + i), "body")))
                        .isEqualTo("ok");
            }
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void anAnswerThatWasNotReadClosesItsConnection() throws IOException {
        var closed = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok");
                    if (peer.closedByOther()) {
                        closed.countDown();
                    }
                });
                var client = new TestingClient()) {
            client.send(TestingClient.get(server.uri("/"))).close();
            assertThat(awaited(closed)).isTrue();
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void anAnswerThatIsHereWholeKeepsItsConnectionUnread() throws IOException {
        for (var answer : List.of(OK, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")) {
            try (var server = TestingSocketServer.answering(answer);
                    var client = new TestingClient();
                    var reply = client.send(TestingClient.get(server.uri("/")))) {
                assertThat(reply.body().read()).isEqualTo('o');
                reply.close();
                assertThat(client.idle()).isOne();
            }
        }
    }

    @Test
    void aReaderThatStopsAtTheLastEventKeepsTheConnection() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    while (!peer.request().isEmpty()) {
                        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        peer.send("e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
                    }
                });
                var client = new TestingClient()) {
            for (int i = 0; i < 3; i++) {
                try (var reply = client.send(TestingClient.get(server.uri("/")))) {
                    assertThat(new SseReader(reply.body(), 100).next()).isNotNull();
                }
            }
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsReplacedOnce() throws IOException {
        var gone = new CountDownLatch(1);
        try (var server = new TestingSocketServer(
                        peer -> {
                            ONE_ANSWER.run(peer);
                            peer.socket().close();
                            gone.countDown();
                        },
                        ANSWERS);
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(awaited(gone)).isTrue();
            assertThat(client.text(TestingClient.post(server.uri("/"), "x".repeat(100_000))))
                    .isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatIsResetUnderTheRequestIsReplacedOnce() throws IOException {
        try (var server = new TestingSocketServer(
                        peer -> {
                            ONE_ANSWER.run(peer);
                            peer.request();
                            peer.reset();
                        },
                        ANSWERS);
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void theSecondAttemptIsTheLast() throws IOException {
        try (var server = new TestingSocketServer(
                        peer -> {
                            ONE_ANSWER.run(peer);
                            peer.request();
                        },
                        peer -> peer.request());
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> client.send(TestingClient.get(server.uri("/"))));
            assertThat(e.reason()).isEqualTo(Reason.CLOSED_EARLY);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void theSecondAttemptTakesNoOtherKeptConnection() throws Exception {
        var both = new CountDownLatch(2);
        Script oneAnswerThenGone = peer -> {
            peer.request();
            both.countDown();
            both.await();
            peer.send(OK);
            peer.request();
        };
        try (var server = new TestingSocketServer(oneAnswerThenGone, oneAnswerThenGone, ANSWERS);
                var client = new TestingClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> client.text(TestingClient.get(server.uri("/"))));
            var second = threads.submit(() -> client.text(TestingClient.get(server.uri("/"))));
            assertThat(first.get() + second.get()).isEqualTo("okok");
            assertThat(client.idle()).isEqualTo(2);
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void isNeverSentTwiceOnceAByteOfTheAnswerHasCome() throws IOException {
        try (var server = new TestingSocketServer(
                        peer -> {
                            ONE_ANSWER.run(peer);
                            peer.request();
                            peer.send("H");
                        },
                        ANSWERS);
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> client.send(TestingClient.get(server.uri("/"))));
            assertThat(e.reason()).isEqualTo(Reason.CLOSED_EARLY);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void isNeverSentTwiceOnANewConnectionNorAfterATimeout() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    ONE_ANSWER.run(peer);
                    peer.request();
                    peer.silence();
                });
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            var e = catchThrowableOfType(
                    UpstreamException.class,
                    () -> client.send(
                            TestingClient.get(server.uri("/")), TestingClient.PATIENCE, Duration.ofMillis(50)));
            assertThat(e.reason()).isEqualTo(Reason.HEAD_TIMEOUT);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aConnectionThatSpokeUnaskedIsNotUsedAgain() throws IOException {
        var spoken = new CountDownLatch(1);
        try (var server = new TestingSocketServer(
                        peer -> {
                            ONE_ANSWER.run(peer);
                            spoken.await();
                            peer.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
                            peer.silence();
                        },
                        ANSWERS);
                var client = new TestingClient(withIdle(Duration.ofSeconds(30), 10, 10))) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            spoken.countDown();
            // only an older connection is looked at before it is used
            LockSupport.parkNanos(Duration.ofMillis(1100).toNanos());
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void anOlderConnectionThatIsStillGoodIsUsedAgain() throws IOException {
        try (var server = new TestingSocketServer(ANSWERS);
                var client = new TestingClient()) {
            client.text(TestingClient.get(server.uri("/")));
            LockSupport.parkNanos(Duration.ofMillis(1100).toNanos());
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void bytesBehindAnAnswerAreNotTheNextAnswer() throws IOException {
        try (var server = new TestingSocketServer(
                        peer -> {
                            peer.request();
                            peer.send(OK + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong");
                            peer.silence();
                        },
                        ANSWERS);
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void unusedConnectionsAreClosedInTime() throws IOException {
        var closed = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    ONE_ANSWER.run(peer);
                    if (peer.closedByOther()) {
                        closed.countDown();
                    }
                });
                var client = new TestingClient(withIdle(Duration.ofMillis(50), 10, 10))) {
            client.text(TestingClient.get(server.uri("/")));
            assertThat(awaited(closed)).isTrue();
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void noMoreAreKeptThanToldForOneRouteAndInAll() throws Exception {
        var arrived = new CountDownLatch(12);
        Script together = peer -> {
            peer.request();
            arrived.countDown();
            arrived.await();
            peer.send(OK);
            peer.silence();
        };
        try (var one = new TestingSocketServer(together);
                var two = new TestingSocketServer(together);
                var client = new TestingClient(withIdle(Duration.ofSeconds(30), 4, 6));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<String>>();
            for (int i = 0; i < 6; i++) {
                replies.add(threads.submit(() -> client.text(TestingClient.get(one.uri("/")))));
                replies.add(threads.submit(() -> client.text(TestingClient.get(two.uri("/")))));
            }
            for (var reply : replies) {
                assertThat(reply.get()).isEqualTo("ok");
            }
            assertThat(client.idle()).isEqualTo(6);
        }
    }

    @Test
    void keepsNothingWhereNothingMayBeKept() throws IOException {
        try (var server = new TestingSocketServer(ANSWERS);
                var client = new TestingClient(withIdle(Duration.ofSeconds(30), 0, 0))) {
            client.text(TestingClient.get(server.uri("/")));
            client.text(TestingClient.get(server.uri("/")));
            assertThat(server.connections()).isEqualTo(2);
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void oneHostUnderTwoNamesSharesNoConnection() throws IOException {
        try (var server = new TestingSocketServer(ANSWERS);
                var client = TestingClient.resolvingTo(InetAddress.getByName("127.0.0.1"))) {
            client.text(TestingClient.get(URI.create("http://one:" + server.port() + "/")));
            client.text(TestingClient.get(URI.create("http://two:" + server.port() + "/")));
            assertThat(server.connections()).isEqualTo(2);
            assertThat(client.idle()).isEqualTo(2);
        }
    }

    @Test
    void closingTheClientClosesWhatIsUnusedAndCancelsTheRest() throws IOException {
        var closed = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var server = new TestingSocketServer(
                        peer -> {
                            peer.request();
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
                            go.await();
                            peer.send("ok");
                            peer.silence();
                        },
                        peer -> {
                            ONE_ANSWER.run(peer);
                            if (peer.closedByOther()) {
                                closed.countDown();
                            }
                        });
                var client = new TestingClient()) {
            var running = client.send(TestingClient.get(server.uri("/")));
            client.text(TestingClient.get(server.uri("/")));
            client.close();
            assertThat(awaited(closed)).isTrue();
            go.countDown();
            var cut = catchThrowableOfType(
                    UpstreamException.class, () -> running.body().readAll(10));
            assertThat(cut.reason()).isEqualTo(Reason.CANCELLED);
            running.close();
            assertThat(client.idle()).isZero();
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> client.send(TestingClient.get(server.uri("/"))));
            assertThat(e.reason()).isEqualTo(Reason.CONNECT_REFUSED);
        }
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        try (var server = new TestingSocketServer(peer -> {
                    for (var request = peer.request(); !request.isEmpty(); request = peer.request()) {
                        var body = request.substring(request.indexOf("\r\n\r\n") + 4);
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                    }
                });
                var client = new TestingClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 100; i++) {
                var name = "caller " + i;
                replies.add(threads.submit(() -> {
                    var right = true;
                    for (int j = 0; j < 20; j++) {
                        right &= client.text(TestingClient.post(server.uri("/"), name + j))
                                .equals(name + j);
                    }
                    return right;
                }));
            }
            for (var reply : replies) {
                assertThat(reply.get()).isTrue();
            }
        }
    }

    private static ClientLimits withIdle(Duration time, int perRoute, int inAll) {
        return new ClientLimits(perRoute, time, inAll, 64 * 1024, 200);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
