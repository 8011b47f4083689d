package dev.sluice.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that says on each connection, byte for byte, what its script tells it to, and remembers what it was sent.
final class TestingSocketServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Script> scripts;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// What happens on one connection; the connection is closed at its end.
    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws Exception;
    }

    /// @param scripts for the first, second ... connection; the last one for all that follow
    TestingSocketServer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), scripts);
    }

    TestingSocketServer(ServerSocket listener, Script... scripts) {
        this.listener = listener;
        this.scripts = List.of(scripts);
        Thread.ofVirtual().start(this::accept);
    }

    /// Answers every request of every connection with the same bytes.
    static TestingSocketServer answering(String answer) throws IOException {
        return new TestingSocketServer(peer -> {
            while (!peer.request().isEmpty()) {
                peer.send(answer);
            }
        });
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                open.add(socket);
                var script = scripts.get(Math.min(connections.getAndIncrement(), scripts.size() - 1));
                Thread.ofVirtual().start(() -> converse(socket, script));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void converse(Socket socket, Script script) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.run(new Peer(socket));
        } catch (SocketException e) {
            // the client went away, as it may
        } catch (Exception | AssertionError e) {
            faults.add(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int connections() {
        return connections.get();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        for (var socket : open) {
            socket.close();
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("the script failed", faults.peek());
        }
    }

    /// The server's end of one connection.
    final class Peer {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        Socket socket() {
            return socket;
        }

        /// The next request, head and body; empty at the end of the connection.
        String request() throws IOException {
            var head = head();
            var length = head.lines()
                    .filter(line -> line.startsWith("Content-Length: "))
                    .mapToInt(line -> Integer.parseInt(line.substring(16)))
                    .sum();
            var request = head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            if (!request.isEmpty()) {
                requests.add(request);
            }
            return request;
        }

        String head() throws IOException {
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                var next = in.read();
                if (next < 0) {
                    return "";
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /// One byte for each permit: the other side says when it has run out and noticed.
        void drip(byte[] bytes, Semaphore permits) throws Exception {
            for (var one : bytes) {
                if (!permits.tryAcquire(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody waits for more");
                }
                out.write(one);
            }
        }

        /// Ends the connection the hard way.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /// Waits for the other side to close; true when it did.
        boolean closedByOther() {
            try {
                socket.setSoTimeout(10_000);
                while (in.read() >= 0) {
                    continue;
                }
                return true;
            } catch (SocketException e) {
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /// Says nothing until the test is over.
        void silence() throws InterruptedException {
            closing.await();
        }
    }
}
