package dev.sluice.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One answer in the making: what an upstream writes, byte by byte if need be. Used by one thread.
public final class TestingExchange {
    private final TestingRequest request;
    private final Socket socket;
    private final OutputStream out;
    private boolean reusable = true;
    private volatile boolean closing;

    TestingExchange(TestingRequest request, Socket socket) throws IOException {
        this.request = request;
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    public TestingRequest request() {
        return request;
    }

    /// Whether the request asks for a stream.
    public boolean streamed() {
        return request.path().contains(":streamGenerateContent")
                || request.body().length > 0 && request.json().path("stream").asBoolean();
    }

    /// A complete answer with a length.
    public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Length", Integer.toString(body.length));
        head(status, all);
        write(body);
    }

    /// The head of an answer; what follows is up to the caller.
    public void head(int status, Map<String, String> headers) throws IOException {
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(" Testing\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// One chunk of a chunked body.
    public void chunk(byte[] bytes) throws IOException {
        write((Integer.toString(bytes.length, 16).toUpperCase(Locale.ROOT) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        write(bytes);
        write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    public void lastChunk() throws IOException {
        write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// Ends the connection in the middle of whatever was being said.
    public void cut() throws IOException {
        reusable = false;
        closing = true;
        socket.close();
    }

    /// Ends the connection with a TCP reset.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        cut();
    }

    /// Says nothing until the peer goes away (or a minute is over, so that no test hangs).
    public void waitForPeerToGo() throws IOException {
        reusable = false;
        request.closedWithin(Duration.ofMinutes(1));
        cut();
    }

    /// Says nothing for `time`, or until the peer goes away: for a rhythm, not for luck.
    public void pause(Duration time) {
        request.closedWithin(time);
    }

    /// Says nothing until `latch` opens or the peer goes away.
    public void waitFor(CountDownLatch latch) throws IOException {
        try {
            for (int i = 0; i < 3000 && request.closed().getCount() > 0; i++) {
                if (latch.await(20, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
        throw new IOException("the peer went away");
    }

    /// Whether another request may come on this connection.
    boolean reusable() {
        return reusable;
    }

    /// Whether the end of the connection is this side's own doing.
    boolean closing() {
        return closing;
    }
}
