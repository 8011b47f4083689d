package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What virtual threads do when they wait with a time-out; the other tests run on platform threads mostly.
class PatientReadTest {
    private static final Duration SHORTEST = Duration.ofMillis(PatientRead.PRECISE_MILLIS);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void goesOnAfterATimeoutAnywhere() throws Exception {
        var permits = new Semaphore(0);
        try (var server = new TestingSocketServer(peer -> {
                    while (!peer.request().isEmpty()) {
                        peer.send(CHUNKED);
                        peer.drip("5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), permits);
                    }
                });
                var client = new TestingClient()) {
            for (int i = 0; i < 2; i++) {
                var timeouts = new ArrayList<Integer>();
                assertThat(virtually(() -> readSlowly(client, server.uri("/"), permits, timeouts)))
                        .isEqualTo("hello");
                assertThat(timeouts).hasSizeGreaterThanOrEqualTo(14);
            }
            assertThat(server.connections()).isOne();
        }
    }

    private static String readSlowly(TestingClient client, URI uri, Semaphore permits, ArrayList<Integer> timeouts)
            throws IOException {
        try (var reply = client.send(TestingClient.get(uri))) {
            reply.body().readTimeout(SHORTEST);
            while (true) {
                try {
                    return new String(reply.body().readAll(100), StandardCharsets.ISO_8859_1);
                } catch (SocketTimeoutException e) {
                    timeouts.add(timeouts.size());
                    permits.release();
                    // a wait in progress may be gone on with in a hurry, too
                    reply.body().readTimeout(timeouts.size() % 2 == 0 ? SHORTEST : Duration.ofMillis(1));
                }
            }
        }
    }

    @Test
    void waitsAboutAsLongAsTold() throws Exception {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(CHUNKED);
                    peer.silence();
                });
                var client = new TestingClient()) {
            var waited = virtually(() -> {
                try (var reply = client.send(TestingClient.get(server.uri("/")))) {
                    reply.body().readTimeout(SHORTEST);
                    var before = System.nanoTime();
                    assertThatThrownBy(() -> reply.body().read()).isInstanceOf(SocketTimeoutException.class);
                    return Duration.ofNanos(System.nanoTime() - before);
                }
            });
            assertThat(waited).isBetween(SHORTEST, Duration.ofSeconds(5));
        }
    }

    @Test
    void bytesThatCameAfterTheTimeoutAreNotLost() throws Exception {
        var timedOut = new CountDownLatch(1);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n");
                    timedOut.await();
                    peer.send("x".repeat(20_000));
                    peer.silence();
                });
                var client = new TestingClient()) {
            assertThat(virtually(() -> {
                        try (var reply = client.send(TestingClient.get(server.uri("/")))) {
                            reply.body().readTimeout(SHORTEST);
                            var large = new byte[20_000];
                            assertThatThrownBy(() -> reply.body().read(large))
                                    .isInstanceOf(SocketTimeoutException.class);
                            timedOut.countDown();
                            reply.body().readTimeout(TestingClient.PATIENCE);
                            return reply.body().readNBytes(large, 0, large.length);
                        }
                    }))
                    .isEqualTo(20_000);
            assertThat(client.idle()).isOne();
        }
    }

    @Test
    void aStreamIsReadByteByByteOnAConnectionThatServesAgain() throws Exception {
        var free = new Semaphore(1_000_000);
        try (var server = new TestingSocketServer(peer -> {
                    while (!peer.request().isEmpty()) {
                        peer.send(CHUNKED);
                        peer.drip(
                                "9\r\ndata: a\n\n\r\n9\r\ndata: b\n\n\r\n0\r\n\r\n"
                                        .getBytes(StandardCharsets.ISO_8859_1),
                                free);
                    }
                });
                var client = new TestingClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<String>>();
            for (int i = 0; i < 20; i++) {
                replies.add(threads.submit(() -> {
                    var all = new StringBuilder();
                    for (int j = 0; j < 10; j++) {
                        try (var reply = client.send(TestingClient.get(server.uri("/")))) {
                            reply.body().readTimeout(TestingClient.PATIENCE);
                            var reader = new SseReader(reply.body(), 100);
                            for (var event = reader.next(); event != null; event = reader.next()) {
                                all.append(new String(event.data(), StandardCharsets.ISO_8859_1));
                            }
                        }
                    }
                    return all.toString();
                }));
            }
            for (var reply : replies) {
                assertThat(reply.get()).isEqualTo("ab".repeat(10));
            }
            assertThat(server.connections()).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void aCutIsTold() throws Exception {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(CHUNKED);
                    peer.reset();
                });
                var client = new TestingClient()) {
            var failure = virtually(() -> {
                try (var reply = client.send(TestingClient.get(server.uri("/")))) {
                    return catchThrowableOfType(
                            UpstreamException.class, () -> reply.body().read());
                }
            });
            assertThat(failure.reason()).isEqualTo(Reason.CLOSED_EARLY);
        }
    }

    @Test
    void worksOverTlsToo(@TempDir Path folder) throws Exception {
        var certificate = TestingCertificate.make(folder);
        var permits = new Semaphore(0);
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    while (!peer.request().isEmpty()) {
                        peer.send(CHUNKED);
                        peer.drip("1\r\na\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), permits);
                    }
                });
                var client = TlsTest.trusting(certificate)) {
            var uri = URI.create("https://trusted.example:" + server.port() + "/");
            for (int i = 0; i < 2; i++) {
                assertThat(virtually(() -> readSlowly(client, uri, permits, new ArrayList<>())))
                        .isEqualTo("a");
            }
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aClosedReadHoldsNobody() throws Exception {
        var neverRead = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("closed before");
            }
        };
        try (var watchdog = new Watchdog()) {
            var reading = new PatientRead(neverRead, watchdog);
            reading.close();
            assertThat(catchThrowableOfType(IOException.class, () -> reading.read(new byte[1], 10_000)))
                    .hasMessage("closed");
        }
    }

    @Test
    void whatGoesWrongInReadingIsToldToWhoWaits() throws Exception {
        var broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("broken");
            }
        };
        try (var watchdog = new Watchdog();
                var reading = new PatientRead(broken, watchdog)) {
            assertThat(catchThrowableOfType(IOException.class, () -> reading.read(new byte[1], 10_000)))
                    .hasRootCauseMessage("broken");
        }
    }

    private static <T> T virtually(Callable<T> action) throws Exception {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            return thread.submit(action).get(60, TimeUnit.SECONDS);
        }
    }
}
