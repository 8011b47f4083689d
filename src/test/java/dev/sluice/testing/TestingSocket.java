package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A bare connection to a server, for what no client library will do. Closing it hangs up.
public final class TestingSocket implements AutoCloseable {
    private final Socket socket;

    private TestingSocket(Socket socket) {
        this.socket = socket;
    }

    public static TestingSocket to(String base) {
        try {
            var socket = new Socket(
                    InetAddress.getByName(URI.create(base).getHost()),
                    URI.create(base).getPort());
            socket.setSoTimeout(15_000);
            socket.setTcpNoDelay(true);
            return new TestingSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends text as it is; line ends are the caller's.
    public TestingSocket send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public TestingSocket send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a POST with a JSON body and does not wait for anything.
    public TestingSocket post(String path, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        head.append("Content-Type: application/json\r\nContent-Length: ").append(bytes.length);
        for (int i = 0; i < headers.length; i += 2) {
            head.append("\r\n").append(headers[i]).append(": ").append(headers[i + 1]);
        }
        return send(head.append("\r\n\r\n").append(body).toString());
    }

    /// What comes first, as much as is there.
    public String some() {
        byte[] bytes = new byte[16_384];
        try {
            int count = socket.getInputStream().read(bytes);
            return new String(bytes, 0, Math.max(0, count), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All that comes until the server closes; ask it to with `Connection: close`.
    public String rest() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
