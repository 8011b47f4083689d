package dev.sluice.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A stream as a caller sees it, line by line, as it comes. Used by one thread; closing it hangs up.
public final class TestingEvents implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String END = "\0end";
    private static final String BROKEN = "\0broken";

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private boolean ended;

    TestingEvents(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
            lines.add(END);
        } catch (IOException e) {
            lines.add(BROKEN);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// The data of the next event, as soon as it is there; comments and names are passed over.
    public String next() {
        String line = line();
        while (line.startsWith(":") || line.startsWith("event: ")) {
            line = line();
        }
        if (!line.startsWith("data: ")) {
            throw new AssertionError("expected an event, got: " + line);
        }
        return line.substring("data: ".length());
    }

    /// Waits for a comment; the events before it are passed over.
    public String comment() {
        String line = line();
        while (!line.startsWith(":")) {
            line = line();
        }
        return line;
    }

    /// The data of all events to the end of the stream, which must be a proper one.
    public List<String> rest() {
        var rest = new ArrayList<String>();
        while (true) {
            String line = line();
            if (ended) {
                return rest;
            }
            if (line.startsWith("data: ")) {
                rest.add(line.substring("data: ".length()));
            } else if (!line.startsWith(":")) {
                throw new AssertionError("neither event nor comment: " + line);
            }
        }
    }

    /// Waits for a line; those before it are passed over.
    public void awaitLine(String wanted) {
        String line = line();
        while (!line.equals(wanted)) {
            line = line();
        }
    }

    /// All events to the end of the stream, each as its name and its data with a space between; pings are passed over.
    public List<String> named() {
        var events = new ArrayList<String>();
        String name = "";
        while (true) {
            String line = line();
            if (ended) {
                return events;
            }
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                if (!name.equals("ping")) {
                    events.add(name + " " + line.substring("data: ".length()));
                }
                name = "";
            } else if (!line.startsWith(":")) {
                throw new AssertionError("neither event nor comment: " + line);
            }
        }
    }

    private String line() {
        if (ended) {
            throw new AssertionError("the stream has already ended");
        }
        try {
            String line = lines.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null || line.equals(BROKEN)) {
                throw new AssertionError(line == null ? "nothing came for " + LIMIT : "the connection broke");
            }
            ended = line.equals(END);
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The text that the data of chat events make.
    public static String text(List<String> data) {
        var text = new StringBuilder();
        data.stream()
                .filter(event -> event.startsWith("{"))
                .forEach(event -> text.append(
                        Json.parse(event).at("/choices/0/delta/content").asText("")));
        return text.toString();
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            // hanging up is what this is for
        }
    }
}
