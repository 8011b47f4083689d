package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static TestingCertificate certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = TestingCertificate.make(folder);
    }

    @Test
    void plainRequestsNameTheWholeAddress() throws IOException {
        try (var proxy = TestingSocketServer.answering(OK);
                var client = new TestingClient()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.text(through(proxy, "", "http://upstream.example/v1/models?a=b")))
                        .isEqualTo("ok");
            }
            assertThat(client.text(through(proxy, "", "http://[::1]:8080/"))).isEqualTo("ok");
            assertThat(proxy.requests())
                    .containsExactly(
                            "GET http://upstream.example/v1/models?a=b HTTP/1.1\r\nHost: upstream.example\r\n\r\n",
                            "GET http://upstream.example/v1/models?a=b HTTP/1.1\r\nHost: upstream.example\r\n\r\n",
                            "GET http://[::1]:8080/ HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n");
            assertThat(proxy.connections()).isEqualTo(2);
        }
    }

    @Test
    void theProxysCredentialsAreSentToIt() throws IOException {
        try (var proxy = TestingSocketServer.answering(OK);
                var client = new TestingClient()) {
            client.text(through(proxy, "Aladdin:open%20sesame+1@", "http://upstream.example/"));
            // "Aladdin:open sesame+1"
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .contains("Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZSsx\r\n");
        }
    }

    @Test
    void oneUpstreamByTwoProxiesSharesNoConnection() throws IOException {
        try (var proxy = TestingSocketServer.answering(OK);
                var client = new TestingClient()) {
            client.text(through(proxy, "a:1@", "http://upstream.example/"));
            client.text(through(proxy, "b:2@", "http://upstream.example/"));
            assertThat(proxy.connections()).isEqualTo(2);
        }
    }

    @Test
    void secureRequestsGoThroughATunnel() throws IOException {
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    while (!peer.request().isEmpty()) {
                        peer.send(OK);
                    }
                });
                var proxy = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n");
                    TestingRelay.to(server.port()).carry(peer);
                });
                var client = TlsTest.trusting(certificate)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.text(through(proxy, "u:p@", "https://trusted.example/v1")))
                        .isEqualTo("ok");
            }
            assertThat(proxy.requests())
                    .containsExactly("CONNECT trusted.example:443 HTTP/1.1\r\nHost: trusted.example:443\r\n"
                            + "Proxy-Authorization: Basic dTpw\r\n\r\n");
            // what is for the proxy alone does not reach the upstream
            assertThat(server.requests())
                    .hasSize(3)
                    .allSatisfy(request ->
                            assertThat(request).isEqualTo("GET /v1 HTTP/1.1\r\nHost: trusted.example\r\n\r\n"));
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void theUpstreamsCertificateIsCheckedThroughATunnelToo() throws IOException {
        try (var server = new TestingSocketServer(certificate.listener(), peer -> {
                    try {
                        peer.request();
                    } catch (SSLException e) {
                        // refused
                    }
                });
                var proxy = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 Connection established\r\n\r\n");
                    TestingRelay.to(server.port()).carry(peer);
                });
                var client = TlsTest.trusting(certificate)) {
            assertThat(TimeoutTest.reason(() -> client.send(through(proxy, "", "https://other.example/"))))
                    .isEqualTo(Reason.TLS);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n', CONNECT_REFUSED",
        "'HTTP/1.1 403 Forbidden\r\n\r\n', CONNECT_REFUSED",
        "'HTTP/1.1 302 Found\r\nLocation: http://h/\r\n\r\n', CONNECT_REFUSED",
        "'HTTP/1.1 200 OK\r\n\r\nunasked', MALFORMED",
        "'nonsense', MALFORMED",
        "'', CLOSED_EARLY"
    })
    void aProxyThatMakesNoTunnelIsTold(String answer, Reason reason) throws IOException {
        try (var proxy = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(answer);
                });
                var client = TlsTest.trusting(certificate)) {
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> client.send(through(proxy, "u:p@", "https://trusted.example/")));
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.getMessage()).doesNotContain("127.0.0.1", "u:p");
        }
    }

    @Test
    void aProxyThatHangsIsLeftInTime() throws IOException {
        try (var proxy = new TestingSocketServer(TestingSocketServer.Peer::silence);
                var client = TlsTest.trusting(certificate)) {
            assertThat(TimeoutTest.reason(() -> client.send(
                            through(proxy, "", "https://trusted.example/"),
                            Duration.ofMillis(100),
                            TestingClient.PATIENCE)))
                    .isEqualTo(Reason.CONNECT_TIMEOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://127.0.0.1:1080", "https://127.0.0.1:3128", "http:///", "http://127.0.0.1:70000"})
    void aProxyOfAnotherKindIsRefused(String proxy) {
        assertThatIllegalArgumentException().isThrownBy(() -> {
            try (var client = new TestingClient()) {
                client.send(new UpstreamRequest(
                                "GET",
                                URI.create("http://upstream.example/"),
                                Map.of(),
                                new byte[0],
                                Optional.of(URI.create(proxy))))
                        .close();
            }
        });
    }

    private static UpstreamRequest through(TestingSocketServer proxy, String userInfo, String uri) {
        var address = URI.create("http://" + userInfo + "127.0.0.1:" + proxy.port());
        return new UpstreamRequest("GET", URI.create(uri), Map.of(), new byte[0], Optional.of(address));
    }
}
