package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    @Test
    void goesOutAsWritten() throws IOException {
        try (var server = TestingSocketServer.answering(NO_CONTENT);
                var client = new TestingClient()) {
            client.text(new UpstreamRequest(
                    "POST",
                    server.uri("/v1/chat?a=b%20c"),
                    Map.of("Authorization", "Bearer k\u00e9y"),
                    "{}".getBytes(StandardCharsets.US_ASCII),
                    Optional.empty()));
            assertThat(server.requests())
                    .containsExactly(
                            "POST /v1/chat?a=b%20c HTTP/1.1\r\nAuthorization: Bearer k\u00e9y\r\nHost: 127.0.0.1:"
                                    + server.port() + "\r\nContent-Length: 2\r\n\r\n{}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', ''",
        "DELETE, '', ''",
        "POST, '', 'Content-Length: 0\r\n'",
        "PUT, '', 'Content-Length: 0\r\n'",
        "GET, x, 'Content-Length: 1\r\n'"
    })
    void saysHowLongItsBodyIsWhereOneIsExpected(String method, String body, String expected) throws IOException {
        try (var server = TestingSocketServer.answering(NO_CONTENT);
                var client = new TestingClient()) {
            client.text(new UpstreamRequest(
                    method, server.uri("/"), Map.of(), body.getBytes(StandardCharsets.US_ASCII), Optional.empty()));
            assertThat(server.requests())
                    .containsExactly(method + " / HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + expected
                            + "\r\n" + body);
        }
    }

    @Test
    void aLargeBodyArrivesWhole() throws IOException {
        var body = "0123456789".repeat(500_000);
        try (var server = TestingSocketServer.answering(NO_CONTENT);
                var client = new TestingClient()) {
            client.text(TestingClient.post(server.uri("/"), body));
            assertThat(server.requests()).singleElement().asString().endsWith("\r\n\r\n" + body);
            assertThat(client.idle()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:81, /, h:81",
        "http://h, /, h",
        "http://h:80/, /, h",
        "http://h:81?x=y, /?x=y, h:81",
        "http://H/A?B, /A?B, h",
        "http://h/a#fragment, /a, h",
        "http://h//a/../b;c, //a/../b;c, h",
        "http://h/%0d%0aX:y, /%0d%0aX:y, h",
        "http://h/\u00e9?\u00e8=\u20ac, /%C3%A9?%C3%A8=%E2%82%AC, h",
        "http://my_server:81/a, /a, my_server:81",
        "http://b\u00fccher.example/a, /a, xn--bcher-kva.example",
        "http://[::1]:81/, /, [::1]:81",
        "http://[::1]/, /, [::1]",
        "https://h:80/, /, h:80",
        "https://h/, /, h",
        "HTTP://h/, /, h"
    })
    void namesItsTargetAndHost(String uri, String target, String host) {
        var request = TestingClient.get(URI.create(uri));
        var head = RequestHead.of(request, Origin.of(request.uri(), request.proxy()));
        assertThat(new String(head, StandardCharsets.ISO_8859_1))
                .isEqualTo("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    @Test
    void anOwnHostTakesThePlaceOfOurs() {
        var request = new UpstreamRequest(
                "GET", URI.create("http://h/"), Map.of("host", "other"), new byte[0], Optional.empty());
        assertThat(new String(
                        RequestHead.of(request, Origin.of(request.uri(), request.proxy())),
                        StandardCharsets.ISO_8859_1))
                .isEqualTo("GET / HTTP/1.1\r\nhost: other\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\rb", "a\0b", "\u007f", "\u20ac", "a\u010a", "\ud83d\ude00"})
    void aValueThatCouldEndItsLineIsRefusedWithoutBeingRepeated(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sendWith("X-Secret", value))
                .withMessageContaining("X-Secret")
                .withMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r\nb", "a\0", "\u00e9", "(a)"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> sendWith(name, "value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "transfer-encoding",
                "Connection",
                "Upgrade",
                "Expect",
                "TE",
                "Proxy-Authorization"
            })
    void whatDelimitsARequestIsNotForCallersToSet(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sendWith(name, "1"))
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /", "G\r\n", "G\u00e9T"})
    void aMethodThatIsNoneIsRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> send(new UpstreamRequest(
                        method, URI.create("http://127.0.0.1:1/"), Map.of(), new byte[0], Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h/",
                "file:///etc/passwd",
                "jar:http://h!/",
                "/relative",
                "http:opaque",
                "http:///path",
                "http://user:pass@h/",
                "http://h:0/",
                "http://h:65536/",
                "http://h:99999999999/",
                "http://my_server:x/",
                "http://my_server:-1/",
                "http://my$server/"
            })
    void anAddressThatIsNoneIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> send(TestingClient.get(URI.create(address))))
                .withMessageNotContaining("pass");
    }

    @Test
    void reachesAHostWithAnUnderscore() throws IOException {
        try (var server = TestingSocketServer.answering(NO_CONTENT);
                var client = TestingClient.resolvingTo(InetAddress.getByName("127.0.0.1"))) {
            client.text(TestingClient.get(URI.create("http://my_server:" + server.port() + "/")));
            assertThat(server.requests()).singleElement().asString().contains("Host: my_server:" + server.port());
        }
    }

    private static void sendWith(String name, String value) throws IOException {
        send(new UpstreamRequest(
                "GET", URI.create("http://127.0.0.1:1/"), Map.of(name, value), new byte[0], Optional.empty()));
    }

    private static void send(UpstreamRequest request) throws IOException {
        try (var client = new TestingClient()) {
            client.send(request).close();
        }
    }
}
