package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Cancellation;
import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancelTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Cancellation cancellation = new Cancellation();

    @Test
    void aRequestThatIsCancelledAlreadyIsNotSent() throws Exception {
        cancellation.cancel();
        try (var server = TestingSocketServer.answering(OK);
                var client = new TestingClient()) {
            var failure = begin(() -> client.send(TestingClient.get(server.uri("/")), cancellation));
            assertThat(reason(failure)).isEqualTo(Reason.CANCELLED);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void endsTheWaitForAName() throws Exception {
        var release = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try (var client = TestingClient.resolving(host -> {
            asked.countDown();
            TimeoutTest.awaitUninterruptibly(release);
            return new InetAddress[0];
        })) {
            var failure = begin(() -> client.send(TestingClient.get(URI.create("http://slow/")), cancellation));
            asked.await();
            assertCancelledAtOnce(failure);
        } finally {
            release.countDown();
        }
    }

    @Test
    void endsTheWaitForAConnection() throws Exception {
        try (var server = new TestingDeafServer();
                var client = new TestingClient()) {
            var failure = begin(() -> client.send(TestingClient.get(server.uri()), cancellation));
            waitUntilWaiting(failure);
            assertCancelledAtOnce(failure);
        }
    }

    @Test
    void endsTheWaitForTheHead() throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    asked.countDown();
                    if (peer.closedByOther()) {
                        closed.countDown();
                    }
                });
                var client = new TestingClient()) {
            var failure = begin(() -> client.send(TestingClient.get(server.uri("/")), cancellation));
            asked.await();
            assertCancelledAtOnce(failure);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsTheWaitForAHeadOnAKeptConnectionWithoutASecondAttempt() throws Exception {
        var asked = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(OK);
                    peer.request();
                    asked.countDown();
                    peer.silence();
                });
                var client = new TestingClient()) {
            client.text(TestingClient.get(server.uri("/")));
            var failure = begin(() -> client.send(TestingClient.get(server.uri("/")), cancellation));
            asked.await();
            assertCancelledAtOnce(failure);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void endsSendingALargeBody() throws Exception {
        var begun = new CountDownLatch(1);
        var huge = "x".repeat(64 << 20);
        try (var server = new TestingSocketServer(peer -> {
                    peer.head();
                    begun.countDown();
                    peer.silence();
                });
                var client = new TestingClient()) {
            var failure = begin(() -> client.send(TestingClient.post(server.uri("/"), huge), cancellation));
            begun.await();
            assertCancelledAtOnce(failure);
        }
    }

    @Test
    void endsReadingTheBody() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
                    if (peer.closedByOther()) {
                        closed.countDown();
                    }
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")), cancellation)) {
            assertThat(reply.body().read()).isEqualTo('a');
            var failure = begin(() -> reply.body().read());
            waitUntilWaiting(failure);
            assertCancelledAtOnce(failure);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            reply.close();
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void closingAReplyEndsAReadInAnotherThread() throws Exception {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\u001f");
                    peer.silence();
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var failure = begin(() -> reply.body().read());
            waitUntilWaiting(failure);
            reply.close();
            assertThat(reason(failure)).isEqualTo(Reason.CANCELLED);
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void nothingCanBeReadFromAClosedReply() throws Exception {
        try (var server = TestingSocketServer.answering(OK);
                var client = new TestingClient()) {
            var reply = client.send(TestingClient.get(server.uri("/")));
            reply.close();
            reply.body().readTimeout(Duration.ofMillis(1));
            assertThat(reason(begin(() -> reply.body().read()))).isEqualTo(Reason.CANCELLED);
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void cancellingAfterTheReplyWasClosedHarmsNobody() throws Exception {
        try (var server = TestingSocketServer.answering(OK);
                var client = new TestingClient()) {
            client.send(TestingClient.get(server.uri("/")), cancellation).close();
            assertThat(client.idle()).isOne();
            cancellation.cancel();
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void cancellingWhileAReplyIsClosedNeverHitsTheNextRequest() throws Exception {
        try (var server = TestingSocketServer.answering(OK);
                var client = new TestingClient()) {
            for (int i = 0; i < 300; i++) {
                var late = new Cancellation();
                var reply = client.send(TestingClient.get(server.uri("/")), late);
                var canceller = Thread.ofVirtual().start(late::cancel);
                reply.close();
                assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("ok");
                canceller.join();
            }
        }
    }

    @Test
    void anInterruptEndsTheWaitToo() throws Exception {
        var asked = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    asked.countDown();
                    peer.silence();
                });
                var client = new TestingClient()) {
            var failure = begin(() -> client.send(TestingClient.get(server.uri("/"))));
            asked.await();
            failure.thread().interrupt();
            assertThat(reason(failure)).isEqualTo(Reason.CANCELLED);
        }
    }

    /// Something that runs in a thread of its own and is expected to fail.
    private record Begun(Thread thread, CompletableFuture<Object> outcome) {}

    private static Begun begin(Callable<?> action) {
        var outcome = new CompletableFuture<Object>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(action.call());
            } catch (Exception | AssertionError e) {
                outcome.complete(e);
            }
        });
        return new Begun(thread, outcome);
    }

    private static void waitUntilWaiting(Begun begun) {
        var deadline = Deadline.in(TestingClient.PATIENCE);
        while (begun.thread().getState() != Thread.State.WAITING
                && begun.thread().getState() != Thread.State.TIMED_WAITING) {
            assertThat(deadline.passed()).isFalse();
            Thread.onSpinWait();
        }
    }

    private void assertCancelledAtOnce(Begun begun) throws Exception {
        var before = System.nanoTime();
        cancellation.cancel();
        assertThat(reason(begun)).isEqualTo(Reason.CANCELLED);
        // the time-outs are ten seconds: whatever is much less was not one of them
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private static Reason reason(Begun begun) throws Exception {
        var outcome = begun.outcome().get(20, TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(IOException.class).isInstanceOf(UpstreamException.class);
        return ((UpstreamException) outcome).reason();
    }
}
