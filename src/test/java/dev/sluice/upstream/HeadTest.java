package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadTest {
    enum Good {
        PLAIN("HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 2\r\n\r\n", 200, "y"),
        NO_REASON("HTTP/1.1 200\r\nX: y\r\nContent-Length: 2\r\n\r\n", 200, "y"),
        EMPTY_REASON("HTTP/1.1 200 \r\nX: y\r\nContent-Length: 2\r\n\r\n", 200, "y"),
        OLD_VERSION("HTTP/1.0 200 OK\r\nX: y\r\nContent-Length: 2\r\n\r\n", 200, "y"),
        BARE_LINE_FEEDS("HTTP/1.1 200 OK\nX: y\nContent-Length: 2\n\n", 200, "y"),
        NO_BLANKS("HTTP/1.1 200 OK\r\nx:y\r\ncontent-length:2\r\n\r\n", 200, "y"),
        MANY_BLANKS("HTTP/1.1 200 OK\r\nX:  \t y \t \r\nContent-Length: \t2 \r\n\r\n", 200, "y"),
        EMPTY_VALUE("HTTP/1.1 200 OK\r\nX:\r\nContent-Length: 2\r\n\r\n", 200, ""),
        COLON_IN_VALUE("HTTP/1.1 200 OK\r\nX: a:b\r\nContent-Length: 2\r\n\r\n", 200, "a:b"),
        LATIN_1("HTTP/1.1 200 Tr\u00e8s bien\r\nX: \u00e9\r\nContent-Length: 2\r\n\r\n", 200, "\u00e9"),
        FIRST_OF_TWO("HTTP/1.1 200 OK\r\nX: 1\r\nX: 2\r\nContent-Length: 2\r\n\r\n", 200, "1"),
        SAME_LENGTH_TWICE("HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n", 200, "y"),
        SAME_LENGTH_IN_ONE("HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 2, 2\r\n\r\n", 200, "y"),
        CONTINUED("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 2\r\n\r\n", 200, "y"),
        EARLY_HINTS(
                "HTTP/1.1 103 Early Hints\r\nX: early\r\n\r\nHTTP/1.1 102 P\r\n\r\nHTTP/1.1 404 No\r\nX: y\r\nContent-Length: 2\r\n\r\n",
                404,
                "y"),
        REDIRECT("HTTP/1.1 307 Go\r\nX: y\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\n", 307, "y"),
        UNUSUAL_STATUS("HTTP/1.1 529 Overloaded\r\nX: y\r\nContent-Length: 2\r\n\r\n", 529, "y"),
        UNTIL_CLOSE("HTTP/1.1 200 OK\r\nX: y\r\n\r\n", 200, "y"),
        LONG("HTTP/1.1 200 OK\r\nLong: " + "z".repeat(60_000) + "\r\nX: y\r\nContent-Length: 2\r\n\r\n", 200, "y"),
        MANY("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(198) + "X: y\r\nContent-Length: 2\r\n\r\n", 200, "y");

        private final String head;
        private final int status;
        private final String x;

        Good(String head, int status, String x) {
            this.head = head;
            this.status = status;
            this.x = x;
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatIsUnusualButClear(Good good) throws IOException {
        try (var server = answeringOnce(good.head + "hi");
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(reply.status()).isEqualTo(good.status);
            assertThat(reply.header("X")).contains(good.x);
            assertThat(reply.header("absent")).isEmpty();
            assertThat(reply.body().readAll(10)).asString().isEqualTo("hi");
        }
    }

    @Test
    void readsAHeadThatComesByteByByte() throws IOException {
        for (var good : List.of(Good.CONTINUED, Good.SAME_LENGTH_TWICE, Good.BARE_LINE_FEEDS)) {
            var permits = new Semaphore(Integer.MAX_VALUE);
            try (var server = new TestingSocketServer(peer -> {
                        peer.request();
                        peer.drip((good.head + "hi").getBytes(StandardCharsets.ISO_8859_1), permits);
                    });
                    var client = new TestingClient()) {
                assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("hi");
            }
        }
    }

    @Test
    void givesAllHeadersInOrderWithNamesInLowerCase() throws IOException {
        try (var server =
                        answeringOnce("HTTP/1.1 200 OK\r\nSet-Thing: 1\r\nContent-LENGTH: 0\r\nset-thing: 2\r\n\r\n");
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(reply.headers())
                    .containsExactly(
                            Map.entry("set-thing", List.of("1", "2")), Map.entry("content-length", List.of("0")));
        }
    }

    enum Bad {
        NOT_HTTP("SSH-2.0-OpenSSH_9.6\r\n"),
        HTTP_0("HTTP/0.9 200 OK\r\n\r\n"),
        HTTP_2("HTTP/2 200\r\n\r\n"),
        HTTP_1_2("HTTP/1.2 200 OK\r\n\r\n"),
        TLS_ALERT("\u0015\u0003\u0001\u0000\u0002\u0002\u0046"),
        HTML("<html>busy</html>"),
        LEADING_LINE("\r\nHTTP/1.1 200 OK\r\n\r\n"),
        NO_STATUS("HTTP/1.1 OK\r\n\r\n"),
        SHORT_STATUS("HTTP/1.1 20 OK\r\n\r\n"),
        LONG_STATUS("HTTP/1.1 2000 OK\r\n\r\n"),
        SIGNED_STATUS("HTTP/1.1 +20 OK\r\n\r\n"),
        STATUS_TOO_HIGH("HTTP/1.1 600 OK\r\n\r\n"),
        STATUS_TOO_LOW("HTTP/1.1 099 OK\r\n\r\n"),
        NO_COLON("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"),
        NO_NAME("HTTP/1.1 200 OK\r\n: value\r\n\r\n"),
        BLANK_BEFORE_COLON("HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n"),
        FOLDED("HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n"),
        NUL_IN_VALUE("HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n"),
        CR_IN_VALUE("HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n"),
        NUL_IN_NAME("HTTP/1.1 200 OK\r\nX\0: b\r\n\r\n"),
        SWITCHED("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
        INTERIM_FOR_EVER("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000)),
        TWO_LENGTHS("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi"),
        TWO_LENGTHS_IN_ONE("HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nhi"),
        NEGATIVE_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhi"),
        SIGNED_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nhi"),
        HEX_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nhi"),
        EMPTY_LENGTH("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nhi"),
        LENGTH_BEYOND_COUNTING("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhi"),
        LENGTH_AND_CHUNKED("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        UNKNOWN_TRANSFER_CODING("HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13, chunked\r\n\r\n0\r\n\r\n"),
        CHUNKED_TWICE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        CHUNKED_NOT_LAST("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
        UNKNOWN_CONTENT_CODING("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 2\r\n\r\nhi"),
        THREE_CODINGS("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\nContent-Length: 2\r\n\r\nhi"),
        HEADER_FLOOD("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(201) + "\r\n"),
        ENDLESS_HEADER("HTTP/1.1 200 OK\r\nX: " + "z".repeat(70_000)),
        ENDLESS_STATUS_LINE("HTTP/1.1 200 " + "z".repeat(70_000)),
        ENDLESS_HEADERS("HTTP/1.1 200 OK\r\n" + ("A: " + "b".repeat(997) + "\r\n").repeat(80));

        private final String answer;

        Bad(String answer) {
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatCouldMeanSeveralThings(Bad bad) throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(bad.answer);
                    peer.silence();
                });
                var client = new TestingClient()) {
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> client.text(TestingClient.get(server.uri("/"))));
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(e.getMessage()).doesNotContain("127.0.0.1");
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void waitsForAHeadNoLongerThanToldEvenIfItDrips() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nX: ");
                    // each byte comes well within one read's time-out: only the whole takes too long
                    var lap = new Semaphore(0);
                    while (!lap.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                        peer.send("z");
                    }
                });
                var client = new TestingClient()) {
            var e = catchThrowableOfType(
                    UpstreamException.class,
                    () -> client.send(
                            TestingClient.get(server.uri("/")), TestingClient.PATIENCE, Duration.ofMillis(150)));
            assertThat(e.reason()).isEqualTo(Reason.HEAD_TIMEOUT);
        }
    }

    @Test
    void tellsOfAConnectionThatEndsBeforeTheAnswer() throws IOException {
        for (var beginning : List.of("", "HTTP/1.1 200 OK\r\nX: y\r\n")) {
            try (var server = new TestingSocketServer(peer -> {
                        peer.request();
                        peer.send(beginning);
                    });
                    var client = new TestingClient()) {
                var e = catchThrowableOfType(
                        UpstreamException.class, () -> client.send(TestingClient.get(server.uri("/"))));
                assertThat(e.reason()).isEqualTo(Reason.CLOSED_EARLY);
                assertThat(server.connections()).isOne();
            }
        }
    }

    @Test
    void tellsOfAReset() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.reset();
                });
                var client = new TestingClient()) {
            var e = catchThrowableOfType(
                    UpstreamException.class, () -> client.send(TestingClient.get(server.uri("/"))));
            assertThat(e.reason()).isEqualTo(Reason.CLOSED_EARLY);
        }
    }

    @Test
    void someAnswersHaveNoBodyWhateverTheySay() throws IOException {
        var answers = List.of(
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n");
        for (var answer : answers) {
            try (var server = TestingSocketServer.answering(answer);
                    var client = new TestingClient()) {
                assertThat(client.text(TestingClient.get(server.uri("/")))).isEmpty();
                assertThat(client.idle()).isOne();
            }
        }
    }

    @Test
    void anAnswerToHeadHasNoBody() throws IOException {
        try (var server = TestingSocketServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
                var client = new TestingClient()) {
            var head = new UpstreamRequest("HEAD", server.uri("/"), Map.of(), new byte[0], Optional.empty());
            assertThat(client.text(head)).isEmpty();
            assertThat(client.idle()).isOne();
        }
    }

    private static TestingSocketServer answeringOnce(String answer) throws IOException {
        return new TestingSocketServer(peer -> {
            peer.request();
            peer.send(answer);
        });
    }
}
