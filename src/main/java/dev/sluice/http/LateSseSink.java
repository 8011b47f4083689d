package dev.sluice.http;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A sink of events over an answer whose status and headers were decided when the first event was known; the
/// container's own sink commits a 200 before that.
///
/// Blocks while the caller reads slowly, which is how a slow caller slows its upstream. Used by one thread.
public final class LateSseSink implements SseEventSink {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(1024);
    private boolean closed;

    public LateSseSink(OutputStream out) {
        this.out = out;
    }

    /// Takes one named event.
    ///
    /// @param name without line ends
    public void event(String name, byte[] json) {
        waiting.writeBytes(("event: " + name + "\n").getBytes(StandardCharsets.US_ASCII));
        data(json);
    }

    /// Takes one event's data, a JSON text; it goes out with the next [#flush].
    public void data(byte[] json) {
        waiting.writeBytes(DATA);
        if (onOneLine(json)) {
            waiting.writeBytes(json);
        } else {
            // a line end in JSON can only be white space between its tokens
            for (byte b : json) {
                waiting.write(b == '\n' || b == '\r' ? ' ' : b);
            }
        }
        waiting.writeBytes(END);
    }

    private static boolean onOneLine(byte[] json) {
        for (byte b : json) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }

    /// Takes the mark that ends a stream which came whole.
    public void done() {
        waiting.writeBytes(DONE);
    }

    /// Sends a comment, so that a caller that has gone is noticed and a proxy keeps the connection.
    public void ping() throws IOException {
        waiting.writeBytes(PING);
        flush();
    }

    /// How much waits for the next [#flush], in bytes.
    public int pending() {
        return waiting.size();
    }

    public void flush() throws IOException {
        if (waiting.size() > 0) {
            waiting.writeTo(out);
            waiting.reset();
        }
        out.flush();
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        if (closed) {
            throw new IllegalStateException("the sink is closed");
        }
        data(String.valueOf(event.getData()).getBytes(StandardCharsets.UTF_8));
        try {
            flush();
            return CompletableFuture.completedStage(null);
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
