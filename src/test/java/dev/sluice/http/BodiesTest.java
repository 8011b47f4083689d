package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
    private static Incoming incoming(@Nullable String type, @Nullable String encoding, long length, InputStream body) {
        return incoming(type, encoding, length, false, body);
    }

    private static Incoming incoming(
            @Nullable String type, @Nullable String encoding, long length, boolean asksFirst, InputStream body) {
        var call = TestingRunning.call("{}");
        return new Incoming(call, type, encoding, length, asksFirst, Map.of(), body);
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private static Failure refusal(Incoming incoming) {
        return catchThrowableOfType(RefusedException.class, () -> Bodies.json(incoming, 100))
                .failure();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "text/json"})
    void readsJson(String type) {
        assertThat(Bodies.json(incoming(type, null, 100, bytes(100)), 100)).hasSize(100);
        assertThat(Bodies.json(incoming(type, "identity", -1, bytes(7)), 100)).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
    void refusesOtherTypes(String type) {
        assertThat(refusal(incoming(type, null, 1, bytes(1)))).isInstanceOf(Failure.UnsupportedMedia.class);
    }

    @Test
    void refusesCompressedBodies() {
        assertThat(refusal(incoming("application/json", "gzip", 1, bytes(1))))
                .isInstanceOf(Failure.UnsupportedMedia.class);
    }

    @Test
    void anAnnouncedSizeIsRefusedBeforeAByteIsReadWhereTheCallerAsksFirst() {
        var unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }
        };
        assertThat(refusal(incoming("application/json", null, 101, true, unread)))
                .isInstanceOf(Failure.TooLarge.class);
    }

    @ParameterizedTest
    @CsvSource({"150, 150, 0", "-1, 150, 0", "20000, 20000, 11808"})
    void whoSendsTooMuchWithoutAskingIsReadOnForAWhileSoThatItSeesTheRefusal(int announced, int sent, int left)
            throws IOException {
        var body = bytes(sent);
        assertThat(refusal(incoming("application/json", null, announced, body))).isInstanceOf(Failure.TooLarge.class);
        assertThat(body.available()).isEqualTo(left);
    }

    @Test
    void anUnannouncedSizeIsRefusedWhenItIsReached() {
        assertThat(refusal(incoming("application/json", null, -1, bytes(101)))).isInstanceOf(Failure.TooLarge.class);
    }

    @Test
    void aBodyThatBreaksOffIsACancelledRequest() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThat(refusal(incoming("application/json", null, -1, broken))).isInstanceOf(Failure.Cancelled.class);
    }
}
