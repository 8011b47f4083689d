package dev.sluice.upstream;

import dev.sluice.exchange.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Short ways to send requests and to read answers.
final class TestingClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final int MAX = 1 << 20;

    private final UpstreamClient client;

    TestingClient() {
        this(ClientLimits.DEFAULTS);
    }

    TestingClient(ClientLimits limits) {
        this(new UpstreamClient(limits));
    }

    TestingClient(UpstreamClient client) {
        this.client = client;
    }

    static TestingClient resolving(Resolver.Lookup lookup) {
        return new TestingClient(new UpstreamClient(ClientLimits.DEFAULTS, lookup, () -> {
            throw new AssertionError("no TLS here");
        }));
    }

    static TestingClient resolvingTo(InetAddress... addresses) {
        return resolving(host -> addresses);
    }

    static UpstreamRequest get(URI uri) {
        return new UpstreamRequest("GET", uri, Map.of(), new byte[0], Optional.empty());
    }

    static UpstreamRequest post(URI uri, String body) {
        return new UpstreamRequest("POST", uri, Map.of(), body.getBytes(StandardCharsets.ISO_8859_1), Optional.empty());
    }

    UpstreamReply send(UpstreamRequest request) throws IOException {
        return client.send(request, PATIENCE, PATIENCE, new Cancellation());
    }

    UpstreamReply send(UpstreamRequest request, Cancellation cancellation) throws IOException {
        return client.send(request, PATIENCE, PATIENCE, cancellation);
    }

    UpstreamReply send(UpstreamRequest request, Duration connectTimeout, Duration headTimeout) throws IOException {
        return client.send(request, connectTimeout, headTimeout, new Cancellation());
    }

    /// Sends and reads to the end.
    String text(UpstreamRequest request) throws IOException {
        try (var reply = send(request)) {
            return new String(reply.body().readAll(MAX), StandardCharsets.ISO_8859_1);
        }
    }

    int idle() {
        return client.idle();
    }

    /// Reads to the end with a time-out before each byte; every time-out lets the server send one more.
    static String readBetweenTimeouts(UpstreamBody body, Semaphore permits) throws IOException {
        var all = new ByteArrayOutputStream();
        body.readTimeout(Duration.ofMillis(1));
        var some = new byte[100];
        while (true) {
            try {
                var read = body.read(some);
                if (read < 0) {
                    return all.toString(StandardCharsets.ISO_8859_1);
                }
                all.write(some, 0, read);
            } catch (SocketTimeoutException e) {
                permits.release();
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
