package dev.sluice.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// An event stream, and every way in which real ones are odd. Immutable: each `with…` copies.
///
/// @param pieces the text, piece by piece; each is one chunk
/// @param calls function calls after the text
/// @param lineEnd what ends a line
/// @param before bytes before the first event
/// @param dones how many `[DONE]` there are
/// @param finish the finish reason; empty for none
/// @param usage whether the usage chunk is sent
/// @param split whether every byte is a write of its own
/// @param gzip whether the body is compressed
/// @param contentType the declared type
/// @param steps what happens before the piece of that position (the number of pieces = after the last)
public record TestingStream(
        List<String> pieces,
        List<TestingChat.Call> calls,
        String lineEnd,
        String before,
        int dones,
        String finish,
        boolean usage,
        boolean split,
        boolean gzip,
        String contentType,
        Map<Integer, TestingAnswer> steps)
        implements TestingAnswer {

    public TestingStream {
        pieces = List.copyOf(pieces);
        calls = List.copyOf(calls);
        steps = Map.copyOf(steps);
    }

    /// A stream of these pieces without any fault.
    public static TestingStream of(String... pieces) {
        return new TestingStream(
                List.of(pieces), List.of(), "\n", "", 1, "stop", true, false, false, "text/event-stream", Map.of());
    }

    /// A stream of `count` pieces `t0 t1 t2 …`.
    public static TestingStream ofTokens(int count) {
        var pieces = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            pieces.add((i == 0 ? "t" : " t") + i);
        }
        return of(pieces.toArray(String[]::new));
    }

    /// The text that a client should end up with.
    public String text() {
        return String.join("", pieces);
    }

    public TestingStream withCalls(TestingChat.Call... calls) {
        return new TestingStream(
                pieces, List.of(calls), lineEnd, before, dones, "tool_calls", usage, split, gzip, contentType, steps);
    }

    public TestingStream withLineEnd(String lineEnd) {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, split, gzip, contentType, steps);
    }

    public TestingStream withBefore(String before) {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, split, gzip, contentType, steps);
    }

    public TestingStream withDones(int dones) {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, split, gzip, contentType, steps);
    }

    public TestingStream withFinish(String finish) {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, split, gzip, contentType, steps);
    }

    public TestingStream withoutUsage() {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, false, split, gzip, contentType, steps);
    }

    public TestingStream withSplitBytes() {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, true, gzip, contentType, steps);
    }

    public TestingStream withGzip() {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, split, true, contentType, steps);
    }

    public TestingStream withContentType(String contentType) {
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, split, gzip, contentType, steps);
    }

    /// Does `step` before the piece at `position`.
    public TestingStream withStep(int position, TestingAnswer step) {
        var more = new TreeMap<>(steps);
        more.put(position, step);
        return new TestingStream(pieces, calls, lineEnd, before, dones, finish, usage, split, gzip, contentType, more);
    }

    @Override
    public void answer(TestingExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", contentType);
        headers.put("Transfer-Encoding", "chunked");
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        if (steps.containsKey(-1)) {
            steps.get(-1).answer(exchange);
        }
        exchange.head(200, headers);
        if (!events(exchange)) {
            return;
        }
        exchange.lastChunk();
    }

    /// Writes all events; false where a step has ended the connection.
    private boolean events(TestingExchange exchange) throws IOException {
        String model = exchange.request().model();
        var compressed = new ByteArrayOutputStream();
        try (var zip = gzip ? new GZIPOutputStream(compressed, true) : null) {
            Sender sender = text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                if (zip == null) {
                    send(exchange, bytes);
                } else {
                    zip.write(bytes);
                    zip.flush();
                    send(exchange, compressed.toByteArray());
                    compressed.reset();
                }
            };
            if (!before.isEmpty()) {
                sender.send(before);
            }
            for (int i = 0; i <= pieces.size(); i++) {
                TestingAnswer step = steps.get(i);
                if (step != null) {
                    step.answer(exchange);
                    if (!exchange.reusable()) {
                        return false;
                    }
                }
                if (i == 0) {
                    sender.send(event(TestingChat.opening(model)));
                }
                if (i < pieces.size()) {
                    sender.send(event(TestingChat.piece(model, pieces.get(i))));
                }
            }
            for (String event : closing(model)) {
                sender.send(event);
            }
        }
        if (gzip) {
            send(exchange, compressed.toByteArray());
        }
        return true;
    }

    private List<String> closing(String model) {
        var events = new ArrayList<String>();
        for (int i = 0; i < calls.size(); i++) {
            TestingChat.pieces(model, i, calls.get(i)).forEach(chunk -> events.add(event(chunk)));
        }
        if (!finish.isEmpty()) {
            events.add(event(TestingChat.ending(model, finish)));
        }
        if (usage) {
            events.add(event(TestingChat.spent(model, pieces.size() + calls.size())));
        }
        for (int i = 0; i < dones; i++) {
            events.add(event("[DONE]"));
        }
        return events;
    }

    private String event(String data) {
        return "data: " + data + lineEnd + lineEnd;
    }

    private void send(TestingExchange exchange, byte[] bytes) throws IOException {
        if (split) {
            for (byte b : bytes) {
                exchange.chunk(new byte[] {b});
            }
        } else if (bytes.length > 0) {
            exchange.chunk(bytes);
        }
    }

    private interface Sender {
        void send(String text) throws IOException;
    }
}
