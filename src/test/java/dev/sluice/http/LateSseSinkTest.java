package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LateSseSinkTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LateSseSink sink = new LateSseSink(out);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void severalEventsGoOutInOneWrite() throws IOException {
        sink.data(bytes("{\"a\":1}"));
        sink.data(bytes("{\"b\":2}"));
        assertThat(written()).isEmpty();
        sink.flush();
        assertThat(written()).isEqualTo("data: {\"a\":1}\n\ndata: {\"b\":2}\n\n");
    }

    @Test
    void jsonOnSeveralLinesStaysOneEvent() throws IOException {
        sink.data(bytes("{\r\n \"a\": 1\n}"));
        sink.flush();
        assertThat(written()).isEqualTo("data: {   \"a\": 1 }\n\n");
    }

    @Test
    void aPingIsACommentAndTheEndIsDone() throws IOException {
        sink.ping();
        sink.done();
        sink.flush();
        assertThat(written()).isEqualTo(": ping\n\ndata: [DONE]\n\n");
    }

    @Test
    void closingTwiceDoesNothing() {
        sink.data(bytes("{}"));
        sink.close();
        sink.close();
        assertThat(sink.isClosed()).isTrue();
        assertThat(written()).isEqualTo("data: {}\n\n");
    }
}
