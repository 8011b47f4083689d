package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.responses.EventScan.Found;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads an upstream's stream of response events. What has its type and number passes as the bytes that came; what the
/// upstream left out is put in.
///
/// One reader for one stream, used by one thread.
public final class ResponseEventReader {
    private final String provider;
    private final ErrorReading errors;
    private long next;
    private boolean begun;
    private boolean over;

    public ResponseEventReader(String provider, ErrorReading errors) {
        this.provider = provider;
        this.errors = errors;
    }

    /// Whether the stream has ended, so that nothing more need be read from the upstream.
    public boolean over() {
        return over;
    }

    /// Takes one server-sent event.
    ///
    /// @param name the event's name; empty or `message` where it has none
    /// @param data the event's data; must not be changed afterwards
    /// @throws RefusedException where the upstream reports an error, or what it sent cannot be understood
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        if (over || blank(data) || done(data)) {
            return;
        }
        try {
            read(name, data, out);
        } catch (IOException e) {
            over = true;
            throw broken("sent malformed JSON");
        }
    }

    /// Takes the end of the upstream's bytes.
    ///
    /// @throws RefusedException where the stream was cut
    public void end() {
        if (!over) {
            over = true;
            throw broken(begun ? "ended its stream in the middle of the answer" : "ended its stream without an answer");
        }
    }

    private void read(String name, byte[] data, List<ReplyEvent> out) throws IOException {
        Found found = EventScan.of(data);
        String type = found.type() == null ? name : found.type();
        if (type.equals("error") || type.equals("response.failed") || type.isEmpty() || type.equals("message")) {
            over = true;
            throw refused(WireJson.object(data));
        }
        byte[] json = data;
        if (found.type() == null || found.number() < next) {
            json = completed(data, type);
        } else {
            next = found.number() + 1;
        }
        begun = true;
        out.add(new ReplyEvent.Chunk(Dialect.OPENAI_RESPONSES, json));
        if (EventScan.ends(type)) {
            over = true;
            JsonNode usage = WireJson.object(data).path("response").path("usage");
            if (usage.isObject()) {
                out.add(new ReplyEvent.Spent(ResponseUsage.read(usage), null));
            }
        }
    }

    private byte[] completed(byte[] data, String type) throws IOException {
        ObjectNode event = WireJson.object(data);
        event.put("type", type);
        event.put("sequence_number", next++);
        return WireJson.bytes(event);
    }

    private RefusedException refused(ObjectNode event) {
        JsonNode error = event.path("response").path("error");
        if (!error.isObject()) {
            error = event.path("error").isObject() ? event.path("error") : event;
        }
        if (!error.path("message").isTextual()) {
            return broken("sent an event that cannot be understood");
        }
        return new RefusedException(errors.read(WireJson.bytes(error(error))));
    }

    static ObjectNode error(JsonNode error) {
        ObjectNode told = WireJson.object();
        ObjectNode inner = told.putObject("error");
        for (String member : List.of("message", "type", "param", "code")) {
            // "error" is the type of the event itself
            if (error.path(member).isTextual() && !error.path(member).asText().equals("error")) {
                inner.set(member, error.path(member));
            }
        }
        return told;
    }

    private static boolean blank(byte[] data) {
        return data.length < 2 || new String(data, 0, Math.min(data.length, 16), StandardCharsets.UTF_8).isBlank();
    }

    /// Some upstreams end every stream as they end their chats.
    private static boolean done(byte[] data) {
        return data.length < 16
                && new String(data, StandardCharsets.UTF_8).strip().equals("[DONE]");
    }

    private RefusedException broken(String what) {
        return new RefusedException(
                new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what + ".", false));
    }
}
