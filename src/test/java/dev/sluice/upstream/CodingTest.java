package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodingTest {
    private static final String TEXT = "hello, hello, hello, world";
    private static final byte[] BROTLI = HexFormat.of().parseHex("1b1900f88d946ede44095286966c2c6f35883c95000a731c02");
    /// Ten million zero bytes and a few more.
    private static final byte[] BROTLI_BOMB =
            HexFormat.of().parseHex("cbffff3ff82700e2b14020f7fe2fffff3ff04f00c4611180eefd07");

    enum Coded {
        GZIP("gzip", gzip(TEXT)),
        X_GZIP("X-GZip", gzip(TEXT)),
        GZIP_WITH_EVERYTHING_IN_ITS_HEADER("gzip", gzipWithFullHeader(TEXT)),
        GZIP_IN_TWO_MEMBERS("gzip", concat(gzip("hello, hello,"), gzip(" hello, world"))),
        ZLIB("deflate", deflate(TEXT, false)),
        RAW_DEFLATE("deflate", deflate(TEXT, true)),
        RAW_DEFLATE_STORED("deflate", concat(new byte[] {1, 26, 0, ~26, ~0}, TEXT.getBytes(StandardCharsets.US_ASCII))),
        BR("br", BROTLI),
        GZIP_TWICE("gzip, gzip", gzip(gzip(TEXT))),
        BR_THEN_GZIP("br, gzip", gzip(BROTLI)),
        GZIP_AND_IDENTITY("identity, gzip", gzip(TEXT)),
        IDENTITY("identity", TEXT.getBytes(StandardCharsets.US_ASCII));

        private final String coding;
        private final byte[] bytes;

        Coded(String coding, byte[] bytes) {
            this.coding = coding;
            this.bytes = bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTakenOff(Coded coded) throws IOException {
        try (var server = answering(coded.coding, coded.bytes);
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo(TEXT);
            assertThat(client.idle()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterATimeoutAnywhere(Coded coded) throws IOException {
        var permits = new Semaphore(0);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(head(coded.coding, coded.bytes));
                    peer.drip(coded.bytes, permits);
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThat(TestingClient.readBetweenTimeouts(reply.body(), permits)).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void isNeverTakenForWholeWhenItIsCut(Coded coded) throws IOException {
        for (int length = 1; length < coded.bytes.length; length++) {
            if (coded == Coded.GZIP_IN_TWO_MEMBERS && length == gzip("hello, hello,").length) {
                continue;
            }
            var cut = Arrays.copyOf(coded.bytes, length);
            try (var server = answering(coded.coding, cut);
                    var client = new TestingClient()) {
                assertThatThrownBy(() -> client.text(TestingClient.get(server.uri("/"))))
                        .as("the first %s bytes", length)
                        .isInstanceOf(UpstreamException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZLIB", "BR"})
    void isRefusedWhenItIsNotWhatItIsCalled(Coded coded) throws IOException {
        for (var body :
                List.of("{\"plain\":\"text\"}", "\u001f\u008b\u0007 not deflated", "\u0078\u009c\u00ff\u00ff\u00ff")) {
            try (var server = answering(coded.coding, body.getBytes(StandardCharsets.ISO_8859_1));
                    var client = new TestingClient()) {
                var e = catchThrowableOfType(
                        UpstreamException.class, () -> client.text(TestingClient.get(server.uri("/"))));
                assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
            }
        }
    }

    @Test
    void aWrongChecksumOrLengthIsRefused() throws IOException {
        for (int fromEnd = 1; fromEnd <= 8; fromEnd++) {
            var wrong = gzip(TEXT);
            wrong[wrong.length - fromEnd] ^= 1;
            try (var server = answering("gzip", wrong);
                    var client = new TestingClient()) {
                var e = catchThrowableOfType(
                        UpstreamException.class, () -> client.text(TestingClient.get(server.uri("/"))));
                assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
            }
        }
    }

    @Test
    void bytesBehindTheEndAreRefused() throws IOException {
        for (var coded : List.of(Coded.GZIP, Coded.ZLIB)) {
            try (var server = answering(coded.coding, concat(coded.bytes, new byte[] {'x'}));
                    var client = new TestingClient()) {
                assertThatThrownBy(() -> client.text(TestingClient.get(server.uri("/"))))
                        .isInstanceOf(UpstreamException.class);
            }
        }
    }

    @Test
    void nothingCodedIsNothing() throws IOException {
        for (var coding : List.of("gzip", "deflate", "br")) {
            try (var server = new TestingSocketServer(peer -> {
                        peer.request();
                        peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
                    });
                    var client = new TestingClient()) {
                assertThat(client.text(TestingClient.get(server.uri("/")))).isEmpty();
            }
        }
    }

    @Test
    void aTransferCodingIsTakenOffToo() throws IOException {
        var coded = gzip(TEXT);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
                            + Integer.toHexString(coded.length) + "\r\n");
                    peer.send(coded);
                    peer.send("\r\n0\r\n\r\n");
                });
                var client = new TestingClient()) {
            assertThat(client.text(TestingClient.get(server.uri("/")))).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZLIB", "GZIP_TWICE"})
    void anEventThatWasFlushedIsGivenAtOnce(Coded coded) throws IOException {
        var next = new Semaphore(0);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + coded.coding + "\r\n\r\n");
                    var wire = peer.socket().getOutputStream();
                    var out = switch (coded) {
                        case GZIP -> new GZIPOutputStream(wire, true);
                        case GZIP_TWICE -> new GZIPOutputStream(new GZIPOutputStream(wire, true), true);
                        default -> new DeflaterOutputStream(wire, true);
                    };
                    for (int i = 0; i < 20; i++) {
                        out.write(("data: " + i + "\n\n").getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        // the next one only when this one has been read: a reader that waits for more waits for ever
                        next.acquire();
                    }
                    out.close();
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var reader = new SseReader(reply.body(), 1000);
            var events = new ArrayList<String>();
            for (var event = reader.next(); event != null; event = reader.next()) {
                events.add(new String(event.data(), StandardCharsets.US_ASCII));
                assertThat(reader.ready()).isFalse();
                next.release();
            }
            assertThat(events).hasSize(20).startsWith("0").endsWith("19");
        }
    }

    @Test
    void severalEventsInOneBlockAreReady() throws IOException {
        try (var server = answering("gzip", gzip("data: a\n\ndata: b\n\ndata: c\n\n"));
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var reader = new SseReader(reply.body(), 1000);
            assertThat(reader.next()).isNotNull();
            assertThat(reader.ready()).isTrue();
            assertThat(reader.next()).isNotNull();
            assertThat(reader.ready()).isTrue();
            assertThat(reader.next()).isNotNull();
            assertThat(reader.ready()).isFalse();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aStreamOfEventsInBrotliIsRightIfLate() throws IOException {
        var coded = HexFormat.of()
                .parseHex("8b1580646174613a207b2261223a317d0a0a646174613a207b2261223a327d0a0a646174613a205b444f4e455d"
                        + "0a0a03");
        try (var server = answering("br", coded);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            var reader = new SseReader(reply.body(), 1000);
            for (var expected : List.of("{\"a\":1}", "{\"a\":2}", "[DONE]")) {
                var event = reader.next();
                assertThat(event == null ? "the end" : new String(event.data(), StandardCharsets.US_ASCII))
                        .isEqualTo(expected);
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aBombIsStoppedAtTheMaximum() throws IOException {
        var oneGigabyteOfZeros = bomb();
        for (var bomb : List.of(oneGigabyteOfZeros, gzip(oneGigabyteOfZeros))) {
            try (var server = answering(bomb == oneGigabyteOfZeros ? "gzip" : "gzip, gzip", bomb);
                    var client = new TestingClient();
                    var reply = client.send(TestingClient.get(server.uri("/")))) {
                assertThatThrownBy(() -> reply.body().readAll(1 << 20)).isInstanceOf(TooLargeException.class);
            }
        }
    }

    @Test
    void aBombOfBrotliIsStoppedAtTheMaximum() throws IOException {
        try (var server = answering("br", BROTLI_BOMB);
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThatThrownBy(() -> reply.body().readAll(1 << 20)).isInstanceOf(TooLargeException.class);
        }
    }

    @Test
    void aBombInsideAnEventIsStoppedAtTheMaximum() throws IOException {
        try (var server = answering("gzip", bomb());
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            assertThatThrownBy(() -> new SseReader(reply.body(), 1 << 20).next())
                    .isInstanceOf(TooLargeException.class);
        }
    }

    @Test
    void collectingAllGoesOnAfterATimeout() throws IOException {
        var permits = new Semaphore(0);
        try (var server = new TestingSocketServer(peer -> {
                    peer.request();
                    peer.send(head("gzip", gzip(TEXT)));
                    peer.drip(gzip(TEXT), permits);
                });
                var client = new TestingClient();
                var reply = client.send(TestingClient.get(server.uri("/")))) {
            reply.body().readTimeout(Duration.ofMillis(1));
            byte[] all = null;
            while (all == null) {
                try {
                    all = reply.body().readAll(1000);
                } catch (SocketTimeoutException e) {
                    permits.release();
                }
            }
            assertThat(all).asString().isEqualTo(TEXT);
        }
    }

    private static String head(String coding, byte[] bytes) {
        return "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
    }

    private static TestingSocketServer answering(String coding, byte[] bytes) throws IOException {
        return new TestingSocketServer(peer -> {
            peer.request();
            peer.send(head(coding, bytes));
            peer.send(bytes);
            peer.silence();
        });
    }

    private static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /// Extra field, name, comment and header checksum, as RFC 1952 allows.
    private static byte[] gzipWithFullHeader(String text) {
        var plain = gzip(text);
        var header = concat(
                new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3},
                concat(new byte[] {3, 0, 'a', 0, 'c'}, "name\0a comment\0".getBytes(StandardCharsets.US_ASCII)));
        var crc = new CRC32();
        crc.update(header);
        header = concat(header, new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)});
        return concat(header, Arrays.copyOfRange(plain, 10, plain.length));
    }

    private static byte[] deflate(String text, boolean raw) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out, new Deflater(6, raw))) {
            deflater.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /// A gigabyte of zeros, in members that are alike.
    private static byte[] bomb() {
        var out = new ByteArrayOutputStream();
        var member = gzip(new byte[16 << 20]);
        for (int i = 0; i < 64; i++) {
            out.writeBytes(member);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
