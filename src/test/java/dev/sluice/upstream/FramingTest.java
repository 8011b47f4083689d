package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramingTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    enum Good {
        LENGTH("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true),
        ONE_CHUNK(CHUNKED + "5\r\nhello\r\n0\r\n\r\n", true),
        MANY_CHUNKS(CHUNKED + "1\r\nh\r\n2\r\nel\r\n2\r\nlo\r\n0\r\n\r\n", true),
        LEADING_ZEROS(CHUNKED + "00005\r\nhello\r\n000\r\n\r\n", true),
        EXTENSIONS(CHUNKED + "5;a=b;c=\"d\"\r\nhello\r\n0;end\r\n\r\n", true),
        BLANKS_AFTER_SIZE(CHUNKED + "5  \r\nhello\r\n0 \r\n\r\n", true),
        TRAILERS(CHUNKED + "5\r\nhello\r\n0\r\nX: y\r\nContent-Length: 99\r\n\r\n", true),
        BARE_LINE_FEEDS(CHUNKED + "5\nhello\n0\n\n", true),
        OTHER_CASE("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", true),
        NO_LAST_LINE(CHUNKED + "5\r\nhello\r\n0\r\n", false),
        UNTIL_CLOSE("HTTP/1.1 200 OK\r\n\r\nhello", false),
        OLD_VERSION("HTTP/1.0 200 OK\r\n\r\nhello", false),
        ASKED_TO_CLOSE("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", false),
        OLD_BUT_KEPT("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 5\r\n\r\nhello", true);

        private final String answer;
        private final boolean kept;

        Good(String answer, boolean kept) {
            this.answer = answer;
            this.kept = kept;
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheEnd(Good good) throws IOException {
        try (var server = answeringOnce(good.answer, good.kept);
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo("hello");
            assertThat(client.idle()).isEqualTo(good.kept ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterATimeoutAnywhere(Good good) throws IOException {
        var permits = new Semaphore(0);
        var body = good.answer.indexOf("\r\n\r\n") + 4;
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(good.answer.substring(0, body));
                    peer.drip(good.answer.substring(body).getBytes(StandardCharsets.ISO_8859_1), permits);
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(TestingClient.readBetweenTimeouts(reply.body(), permits)).isEqualTo("hello");
        }
    }

    enum Broken {
        BAD_SIZE(CHUNKED + "5\r\nhello\r\nzz\r\n", Reason.MALFORMED),
        NO_SIZE(CHUNKED + "5\r\nhello\r\n\r\n", Reason.MALFORMED),
        ONLY_EXTENSION(CHUNKED + "5\r\nhello\r\n;a\r\n", Reason.MALFORMED),
        SIGNED_SIZE(CHUNKED + "5\r\nhello\r\n-1\r\n", Reason.MALFORMED),
        PREFIXED_SIZE(CHUNKED + "5\r\nhello\r\n0x1\r\n", Reason.MALFORMED),
        SIZE_BEYOND_COUNTING(CHUNKED + "5\r\nhello\r\nffffffffffffffffff\r\n", Reason.MALFORMED),
        CR_WITHOUT_LF(CHUNKED + "5\r\nhello\r\n5\rhello\r\n", Reason.MALFORMED),
        TOO_MUCH_DATA(CHUNKED + "5\r\nhello!\r\n0\r\n\r\n", Reason.MALFORMED),
        ENDLESS_EXTENSION(CHUNKED + "5\r\nhello\r\n5;" + "x".repeat(10_000), Reason.MALFORMED),
        ENDLESS_TRAILERS(CHUNKED + "5\r\nhello\r\n0\r\n" + "X: y\r\n".repeat(20_000), Reason.MALFORMED),
        CUT_IN_SIZE(CHUNKED + "5\r\nhello\r\n1", Reason.CLOSED_EARLY),
        CUT_BEFORE_SIZE(CHUNKED + "5\r\nhello\r\n", Reason.CLOSED_EARLY),
        CUT_AFTER_DATA(CHUNKED + "5\r\nhello", Reason.CLOSED_EARLY),
        CUT_IN_DATA(CHUNKED + "6\r\nhello", Reason.CLOSED_EARLY),
        CUT_IN_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello", Reason.CLOSED_EARLY);

        private final String answer;
        private final Reason reason;

        Broken(String answer, Reason reason) {
            this.answer = answer;
            this.reason = reason;
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesWhatCameBeforeAFaultAndThenTheFault(Broken broken) throws IOException {
        try (var server = answeringOnce(broken.answer, false);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(reply.body().readNBytes(5)).asString().isEqualTo("hello");
            for (int again = 0; again < 2; again++) {
                var e = catchThrowableOfType(
                        UpstreamException.class, () -> reply.body().readAllBytes());
                assertThat(e.reason()).isEqualTo(broken.reason);
            }
            reply.close();
            assertThat(client.idle()).isZero();
        }
    }

    @Test
    void givesSmallChunksThatAreHereInOneRead() throws IOException {
        try (var server = answeringOnce(CHUNKED + "1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n", true);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(reply.body().read()).isEqualTo('a');
            assertThat(reply.body().available()).isOne();
            assertThat(reply.body().read(new byte[10])).isEqualTo(2);
            assertThat(reply.body().available()).isZero();
            assertThat(reply.body().read()).isEqualTo(-1);
            assertThat(reply.body().read()).isEqualTo(-1);
        }
    }

    @Test
    void readsALargeBodyWhole() throws IOException {
        var large = "0123456789abcdef".repeat(20_000);
        var chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n";
        var answers = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large,
                CHUNKED + chunk + "0\r\n\r\n");
        for (var answer : answers) {
            try (var server = answeringOnce(answer, true);
                    var client = new TestingClient()) {
                assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo(large);
                assertThat(client.idle()).isOne();
            }
        }
    }

    @Test
    void takesAnAnswerOfExactlyTheMaximumAndNoneLarger() throws IOException {
        var answers = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\n\r\nhello",
                CHUNKED + "5\r\nhello\r\n0\r\n\r\n");
        for (var answer : answers) {
            for (int max : List.of(5, 4, 0)) {
                try (var server = answeringOnce(answer, false);
                        var client = new TestingClient();
                        var reply = client.send(TestingClient.get(server.uri("/")))) {
                    if (max == 5) {
                        assertThat(reply.body().readAll(max)).asString().isEqualTo("hello");
                    } else {
                        assertThatThrownBy(() -> reply.body().readAll(max)).isInstanceOf(TooLargeException.class);
                    }
                }
            }
        }
    }

    @Test
    void anEmptyBodyIsEmptyEvenWhereNothingIsTaken() throws IOException {
        try (var server = answeringOnce("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", true);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(reply.body().readAll(0)).isEmpty();
        }
    }

    @Test
    void doesNotTakeALengthAtItsWord() throws IOException {
        try (var server = answeringOnce("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999999\r\n\r\nhello", false);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThatThrownBy(() -> reply.body().readAll(1 << 20)).isInstanceOf(TooLargeException.class);
        }
    }

    @Test
    void stopsReadingAnAnswerWithoutEnd() throws IOException {
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\n\r\n");
                    var block = new byte[8192];
                    while (true) {
                        peer.send(block);
                    }
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThatThrownBy(() -> reply.body().readAll(1 << 20)).isInstanceOf(TooLargeException.class);
        }
    }

    @Test
    void collectingAllGoesOnAfterATimeout() throws IOException {
        var permits = new Semaphore(0);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(CHUNKED);
                    peer.drip("5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), permits);
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            reply.body().readTimeout(Duration.ofMillis(1));
            byte[] all = null;
            int timeouts = 0;
            while (all == null) {
                try {
                    all = reply.body().readAll(100);
                } catch (SocketTimeoutException e) {
                    timeouts++;
                    permits.release();
                }
            }
            assertThat(all).asString().isEqualTo("hello");
            assertThat(timeouts).isGreaterThanOrEqualTo(14);
        }
    }

    private static TestingSocketServer answeringOnce(String answer, boolean open) throws IOException {
        return new TestingSocketServer(peer -> {
            peer.request();
            peer.send(answer);
            if (open) {
                peer.silence();
            }
        });
    }
}
