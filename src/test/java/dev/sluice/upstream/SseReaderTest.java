package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SseReaderTest {
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final int MAX = 1 << 20;

    /// Expected events are written as `name|data`.
    enum Wire {
        USUAL("data: {\"a\":1}\n\ndata: [DONE]\n\n", "|{\"a\":1}", "|[DONE]"),
        CRLF("data: a\r\n\r\ndata: b\r\n\r\n", "|a", "|b"),
        CR("data: a\r\rdata: b\r\r", "|a", "|b"),
        MIXED_LINE_ENDS("data: a\r\ndata: b\rdata: c\n\r\ndata: d\n\n", "|a\nb\nc", "|d"),
        CR_THEN_CRLF("data: a\r\r\ndata: b\r\n\r", "|a", "|b"),
        NAMED(
                "event: delta\ndata: a\n\nevent: delta\ndata: b\n\nevent: stop\ndata: c\n\n",
                "delta|a",
                "delta|b",
                "stop|c"),
        NAME_DOES_NOT_STAY("event: delta\ndata: a\n\ndata: b\n\n", "delta|a", "|b"),
        NAME_AFTER_DATA("data: a\nevent: late\n\n", "late|a"),
        NAME_TWICE("event: x\nevent: y\ndata: a\n\n", "y|a"),
        EMPTY_NAME("event: x\nevent\ndata: a\n\n", "|a"),
        NAME_BEYOND_ASCII(
                "event: d\u00c3\u00a9\ndata: a\n\nevent: d\u00c3\u00a9\ndata: b\n\n",
                "d\u00c3\u00a9|a",
                "d\u00c3\u00a9|b"),
        NAME_WITHOUT_DATA("event: ping\n\ndata: a\n\n", "|a"),
        NO_BLANK("data:a\nevent:b\n\n", "b|a"),
        TWO_BLANKS("data:  a\n\n", "| a"),
        TAB("data:\ta\n\n", "|\ta"),
        BLANK_BEFORE_COLON("data : a\n\ndata: b\n\n", "|b"),
        OTHER_CASE("Data: a\n\ndata: b\n\n", "|b"),
        SEVERAL_LINES("data: a\ndata: b\ndata:\ndata: c\n\n", "|a\nb\n\nc"),
        EMPTY_DATA("data:\n\ndata: \n\ndata\n\n", "|", "|", "|"),
        ONLY_EMPTY_LINES("data\ndata\n\n", "|\n"),
        COLONS_IN_DATA("data: a: b:c\n\n", "|a: b:c"),
        COMMENTS(": ping\n\n:\n\n: x\ndata: a\n: y\n\n", "|a"),
        IGNORED_FIELDS("id: 7\nretry: 1000\ndata: a\nunknown: z\nfield\n\n", "|a"),
        BLANK_LINES("\n\n\r\n\rdata: a\n\n\n\n\ndata: b\n\n", "|a", "|b"),
        MARKED("\u00ef\u00bb\u00bfdata: a\n\n", "|a"),
        ONLY_A_MARK("\u00ef\u00bb\u00bf"),
        MARK_AND_BLANK_LINE("\u00ef\u00bb\u00bf\ndata: a\n\n", "|a"),
        MARK_NOT_AT_THE_BEGINNING("data: a\n\n\u00ef\u00bb\u00bfdata: b\n\ndata: c\n\n", "|a", "|c"),
        NO_LAST_BLANK_LINE("data: a\n\nevent: x\ndata: b\n", "|a", "x|b"),
        NO_LAST_LINE_END("data: a\n\ndata: b", "|a", "|b"),
        NO_LAST_LINE_END_AFTER_CR("data: a\r", "|a"),
        CUT_IN_A_FIELD_NAME("data: a\n\ndat", "|a"),
        NAME_AT_THE_END("data: a\n\nevent: x", "|a"),
        BYTES_BEYOND_ASCII("data: \u00f0\u009f\u0098\u0080\u0000\u00ff\n\n", "|\u00f0\u009f\u0098\u0080\u0000\u00ff"),
        LONGER_THAN_THE_BUFFER("data: " + "x".repeat(9_000) + "\n\ndata: b\n\n", "|" + "x".repeat(9_000), "|b"),
        MANY_LINES_LONGER_THAN_THE_BUFFER(
                "data: 0123456789\n".repeat(1_000) + "\ndata: b\n\n",
                "|" + "0123456789\n".repeat(999) + "0123456789",
                "|b"),
        JSON_INSTEAD("{\"error\":{\"message\":\"data: no\"}}"),
        NOTHING("");

        private final String body;
        private final List<String> events;

        Wire(String body, String... events) {
            this.body = body;
            this.events = List.of(events);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsEvents(Wire wire) throws IOException {
        try (var server = answering(UNTIL_CLOSE + wire.body);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var reader = new SseReader(reply.body(), MAX);
            var events = new ArrayList<String>();
            for (var event = reader.next(); event != null; event = reader.next()) {
                events.add(shown(event));
            }
            assertThat(events).isEqualTo(wire.events);
            assertThat(reader.next()).isNull();
            assertThat(reader.ready()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LONGER_THAN_THE_BUFFER", "MANY_LINES_LONGER_THAN_THE_BUFFER"})
    void readsEventsThatComeByteByByteWithATimeoutBeforeEach(Wire wire) throws IOException {
        var permits = new Semaphore(0);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(UNTIL_CLOSE);
                    peer.drip(wire.body.getBytes(StandardCharsets.ISO_8859_1), permits);
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            reply.body().readTimeout(Duration.ofMillis(1));
            var reader = new SseReader(reply.body(), MAX);
            var events = new ArrayList<String>();
            while (true) {
                try {
                    var event = reader.next();
                    if (event == null) {
                        break;
                    }
                    events.add(shown(event));
                } catch (SocketTimeoutException e) {
                    permits.release();
                }
            }
            assertThat(events).isEqualTo(wire.events);
        }
    }

    @Test
    void anEventEndsWithItsBlankLineAndNotWithTheNextByte() throws IOException {
        for (var end : List.of("\n\n", "\r\r", "\r\n\r\n", "\r\n\r")) {
            try (var server = new TestingSocketServer(peer -> {
                        peer.request();
                        peer.send(UNTIL_CLOSE + "data: a" + end);
                        peer.silence();
                    });
                    var client = new TestingClient();
                    var reply = client.send(TestingClient.get(server.uri("/")))) {
                assertThat(shown(new SseReader(reply.body(), MAX).next())).isEqualTo("|a");
            }
        }
    }

    @Test
    void isReadyForEventsThatHaveComeAndNoOthers() throws IOException {
        var go = new Semaphore(0);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "9\r\ndata: a\n\n\r\n9\r\ndata: b\n\n\r\n7\r\ndata: c\r\n");
                    go.acquire();
                    peer.send("2\r\n\n\n\r\n0\r\n\r\n");
                    peer.silence();
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var reader = new SseReader(reply.body(), MAX);
            assertThat(shown(reader.next())).isEqualTo("|a");
            assertThat(reader.ready()).isTrue();
            assertThat(reader.ready()).isTrue();
            assertThat(shown(reader.next())).isEqualTo("|b");
            assertThat(reader.ready()).isFalse();
            go.release();
            assertThat(shown(reader.next())).isEqualTo("|c");
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aFaultIsReadyTooAndComesInItsPlace() throws IOException {
        try (var server = answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\nzz\r\n");
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var reader = new SseReader(reply.body(), MAX);
            assertThat(shown(reader.next())).isEqualTo("|a");
            assertThat(reader.ready()).isTrue();
            var e = catchThrowableOfType(UpstreamException.class, reader::next);
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void takesAnEventOfExactlyTheMaximum() throws IOException {
        var bodies = List.of(
                "data: " + "x".repeat(10_000) + "\n\n",
                "data: " + "x".repeat(4_999) + "\ndata: " + "x".repeat(5_000) + "\n\n",
                "event: e\nid: 1\ndata:" + "x".repeat(10_000));
        for (var body : bodies) {
            try (var server = answering(UNTIL_CLOSE + body);
                    var client = new TestingClient();
                    var reply = client.send(TestingClient.get(server.uri("/")))) {
                assertThat(shown(new SseReader(reply.body(), 10_000).next()))
                        .endsWith("x")
                        .contains("|")
                        .hasSizeBetween(10_001, 10_002);
            }
        }
    }

    @Test
    void refusesALargerEventAndAnEndlessLine() throws IOException {
        var bodies = List.of(
                "data: " + "x".repeat(10_001) + "\n\n",
                "data: " + "x".repeat(5_000) + "\ndata: " + "x".repeat(5_000) + "\n\n",
                ("data: " + "x".repeat(100) + "\n").repeat(100),
                "data: " + "x".repeat(100_000),
                ": " + "x".repeat(100_000),
                "x".repeat(100_000));
        for (var body : bodies) {
            try (var server = answering(UNTIL_CLOSE + body);
                    var client = new TestingClient();
                    var reply = client.send(TestingClient.get(server.uri("/")))) {
                var reader = new SseReader(reply.body(), 10_000);
                assertThatThrownBy(reader::next).isInstanceOf(TooLargeException.class);
                assertThatThrownBy(reader::next).isInstanceOf(TooLargeException.class);
            }
        }
    }

    @Test
    void commentsWithoutEndDoNotAddUp() throws IOException {
        try (var server = answering(UNTIL_CLOSE + ": ping\n".repeat(10_000) + "data: a\n\n");
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(shown(new SseReader(reply.body(), 100).next())).isEqualTo("|a");
        }
    }

    @Test
    void aStreamThatIsCutGivesItsEventsAndThenTheFault() throws IOException {
        try (var server = answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n7\r\ndata: b");
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var reader = new SseReader(reply.body(), MAX);
            assertThat(shown(reader.next())).isEqualTo("|a");
            var e = catchThrowableOfType(UpstreamException.class, reader::next);
            assertThat(e.reason()).isEqualTo(Reason.CLOSED_EARLY);
        }
    }

    private static String shown(@Nullable SseEvent event) {
        return event == null
                ? "the end"
                : new String(event.name().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "|"
                        + new String(event.data(), StandardCharsets.ISO_8859_1);
    }

    private static TestingSocketServer answering(String answer) throws IOException {
        return new TestingSocketServer(peer -> {
            peer.request();
            peer.send(answer);
        });
    }
}
