package dev.sluice.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A caller that adds nothing of its own: no retries, no redirects, no decoding.
///
/// Headers are given as name, value, name, value. Thread-safe.
public final class TestingClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    public TestingClient(String base) {
        this.base = base;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /// A chat; the body may ask for a stream, which is then awaited to its end.
    public HttpResponse<String> chat(String body, String... headers) {
        return post("/v1/chat/completions", body, headers);
    }

    public HttpResponse<String> send(
            String method, String path, byte @org.jspecify.annotations.Nullable [] body, String... headers) {
        try {
            return http.send(request(method, path, body, headers), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no complete answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// A chat, event by event; returns when the head of the answer has come.
    public TestingEvents stream(String body, String... headers) {
        return streamAt("/v1/chat/completions", body, headers);
    }

    /// The same at another path.
    public TestingEvents streamAt(String path, String body, String... headers) {
        return events(request("POST", path, body.getBytes(StandardCharsets.UTF_8), headers));
    }

    /// Events that are only watched.
    public TestingEvents watch(String path, String... headers) {
        return events(request("GET", path, null, headers));
    }

    private TestingEvents events(HttpRequest request) {
        try {
            return new TestingEvents(http.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new AssertionError("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest request(
            String method, String path, byte @org.jspecify.annotations.Nullable [] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
