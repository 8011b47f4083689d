package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Cancellation;
import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static TestingCertificate certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = TestingCertificate.make(folder);
    }

    @Test
    void requestsGoOverOneTrustedConnectionThatNamesItsHost() throws IOException {
        var names = new AtomicReference<>("");
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    while (!peer.request().isEmpty()) {
                        var session = (ExtendedSSLSession) ((SSLSocket) peer.socket()).getSession();
                        names.set(session.getRequestedServerNames().toString());
                        peer.send(OK);
                    }
                });
                var client = trusting()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.text(
                                TestingClient.post(https("trusted.example", server.port()), "x".repeat(i * 9_000))))
                        .isEqualTo("ok");
            }
            assertThat(names.get()).contains("trusted.example");
            assertThat(server.connections()).isOne();
            assertThat(server.requests()).first().asString().contains("Host: trusted.example:" + server.port());
        }
    }

    @Test
    void anAddressInTheCertificateIsTrustedToo() throws IOException {
        try (var server = answering(OK);
                var client = trusting()) {
            assertThat(client.text(TestingClient.get(https("127.0.0.1", server.port()))))
                    .isEqualTo("ok");
        }
    }

    @Test
    void anotherHostsCertificateIsRefused() throws IOException {
        try (var server = answering(OK);
                var client = trusting()) {
            var e = failure(client, https("other.example", server.port()));
            assertThat(e.reason()).isEqualTo(Reason.TLS);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateNobodyVouchesForIsRefused() throws IOException {
        try (var server = answering(OK);
                var client = new TestingClient()) {
            assertThat(failure(client, https("127.0.0.1", server.port())).reason())
                    .isEqualTo(Reason.TLS);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aServerWithoutTlsIsRefused() throws IOException {
        try (var server = new TestingSocketServer(peer -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"));
                var client = trusting()) {
            assertThat(failure(client, https("trusted.example", server.port())).reason())
                    .isEqualTo(Reason.TLS);
        }
    }

    @Test
    void aHandshakeThatHangsOrDripsIsLeftInTime() throws IOException {
        TestingSocketServer.Script drips = peer -> {
            // the beginning of a handshake record of 16 KB, which then comes byte by byte for ever
            peer.send(new byte[] {22, 3, 3, 64, 0});
            var lap = new Semaphore(0);
            while (!lap.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                peer.send(new byte[] {2});
            }
        };
        for (var script : new TestingSocketServer.Script[] {TestingSocketServer.Peer::silence, drips}) {
            try (var server = new TestingSocketServer(script);
                    var client = trusting()) {
                var e = catchThrowableOfType(
                        UpstreamException.class,
                        () -> client.send(
                                TestingClient.get(https("trusted.example", server.port())),
                                Duration.ofMillis(150),
                                TestingClient.PATIENCE));
                assertThat(e.reason()).isEqualTo(Reason.CONNECT_TIMEOUT);
            }
        }
    }

    @Test
    void aHandshakeCanBeCancelled() throws IOException {
        var cancellation = new Cancellation();
        try (var server = new TestingSocketServer(peer -> {
                    // the client has begun its handshake
                    assertThat(peer.socket().getInputStream().read()).isEqualTo(22);
                    cancellation.cancel();
                    peer.silence();
                });
                var client = trusting()) {
            var e = catchThrowableOfType(
                    UpstreamException.class,
                    () -> client.send(TestingClient.get(https("trusted.example", server.port())), cancellation));
            assertThat(e.reason()).isEqualTo(Reason.CANCELLED);
        }
    }

    @Test
    void aReadCanBeCancelled() throws Exception {
        var cancellation = new Cancellation();
        var reading = new CountDownLatch(1);
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                    reading.await();
                    cancellation.cancel();
                    peer.silence();
                });
                var client = trusting();
                var reply = client.send(TestingClient.get(https("trusted.example", server.port())), cancellation)) {
            assertThat(reply.body().read()).isEqualTo('o');
            reading.countDown();
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> reply.body().read());
            assertThat(e.reason()).isEqualTo(Reason.CANCELLED);
        }
    }

    @Test
    void goesOnAfterATimeoutAnywhereInsideARecord() throws IOException {
        var go = new CountDownLatch(1);
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    go.await();
                    peer.send("5\r\nhello\r\n");
                    peer.send("0\r\n\r\n");
                });
                var relay = relayTo(server.port());
                var client = trusting();
                var reply = client.send(TestingClient.get(
                        https("trusted.example", relay.server().port())))) {
            relay.relay().dripping().set(true);
            go.countDown();
            assertThat(TestingClient.readBetweenTimeouts(
                            reply.body(), relay.relay().permits()))
                    .isEqualTo("hello");
        }
    }

    @Test
    void aConnectionThatIsCutIsNotTakenForTheEndOfItsAnswer() throws IOException {
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                    peer.silence();
                });
                var relay = relayTo(server.port());
                var client = trusting();
                var reply = client.send(TestingClient.get(
                        https("trusted.example", relay.server().port())))) {
            assertThat(reply.body().readNBytes(5)).asString().isEqualTo("hello");
            relay.server().close();
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> reply.body().read());
            assertThat(e.reason()).isEqualTo(Reason.CLOSED_EARLY);
        }
    }

    @Test
    void aConnectionThatIsEndedProperlyIsTheEndOfItsAnswer() throws IOException {
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                });
                var client = trusting()) {
            assertThat(client.text(TestingClient.get(https("trusted.example", server.port()))))
                    .isEqualTo("hello");
        }
    }

    @Test
    void aKeptConnectionThatWasClosedMeanwhileIsReplaced() throws IOException {
        try (var server = new TestingSocketServer(
                        certificate.listener(),
                        peer -> {
                            peer.request();
                            peer.send(OK);
                        },
                        peer -> {
                            peer.request();
                            peer.send(OK);
                        });
                var client = trusting()) {
            assertThat(client.text(TestingClient.get(https("trusted.example", server.port()))))
                    .isEqualTo("ok");
            assertThat(client.text(TestingClient.get(https("trusted.example", server.port()))))
                    .isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /// A relay, and the server that it is.
    private record Relay(TestingRelay relay, TestingSocketServer server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static Relay relayTo(int port) throws IOException {
        var relay = TestingRelay.to(port);
        return new Relay(relay, new TestingSocketServer(relay::carry));
    }

    static TestingClient trusting(TestingCertificate certificate) throws IOException {
        SSLSocketFactory factory = certificate.clientSide();
        var loopback = InetAddress.getByName("127.0.0.1");
        return new TestingClient(
                new UpstreamClient(ClientLimits.DEFAULTS, host -> new InetAddress[] {loopback}, () -> factory));
    }

    private static TestingClient trusting() throws IOException {
        return trusting(certificate);
    }

    private static TestingSocketServer answering(String answer) throws IOException {
        return new TestingSocketServer(certificate.listener(), peer -> {
            try {
                while (!peer.request().isEmpty()) {
                    peer.send(answer);
                }
            } catch (SSLException e) {
                // the client refused
            }
        });
    }

    private static UpstreamException failure(TestingClient client, URI uri) {
        return Optional.ofNullable(
                        catchThrowableOfType(UpstreamException.class, () -> client.send(TestingClient.get(uri))))
                .orElseThrow();
    }

    private static URI https(String host, int port) {
        return URI.create("https://" + host + ":" + port + "/");
    }
}
