package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an upstream's stream of message events (https://platform.claude.com/docs/en/build-with-claude/streaming, read
/// 2026-11-21). What came passes as the bytes that came; a ping is a [ReplyEvent.Silence].
///
/// The start of the message is held back until there is more: it says nothing, and an upstream that is overloaded says
/// so right after it, when another may still be asked. A stream that ends before `message_stop` is broken, unless its
/// end was announced. What the reply cost is told even where it broke.
///
/// One reader for one stream, used by one thread. After a failure or the end everything else is ignored.
public final class EventReader {
    private static final byte[] STOP = WireJson.bytes(WireJson.object().put("type", "message_stop"));

    private final String provider;
    private final UsageTally tally = new UsageTally();
    private byte @Nullable [] held;
    private boolean begun;
    private boolean announced;
    private boolean over;

    public EventReader(String provider) {
        this.provider = provider;
    }

    /// Whether the stream has ended, so that nothing more need be read from the upstream.
    public boolean over() {
        return over;
    }

    /// Whether the message's end was announced, so that nothing but its last event can come.
    public boolean answered() {
        return announced;
    }

    /// Takes one server-sent event.
    ///
    /// @param eventName the event's name; empty or `message` where it has none
    /// @param data the event's data; must not be changed afterwards
    /// @throws RefusedException when the upstream reports an error, or what it sent cannot be understood
    public void accept(String eventName, byte[] data, List<ReplyEvent> out) {
        if (over || blank(data)) {
            return;
        }
        if (data.length == 6 && data[0] == '[') {
            // OpenAI's end, which some relatives send after their own
            end(out);
            return;
        }
        try {
            ObjectNode event = WireJson.object(data);
            String type = event.path("type").asText(eventName);
            if (type.equals("error")
                    || eventName.equals("error")
                    || event.path("error").isObject()) {
                throw failed(new RefusedException(MessageErrors.inAnswer(provider, event)), out);
            }
            read(type, event, data, out);
        } catch (IOException e) {
            throw failed(WireJson.broken(provider, e), out);
        }
    }

    private void read(String type, ObjectNode event, byte[] data, List<ReplyEvent> out) throws IOException {
        switch (type) {
            case "ping" -> out.add(new ReplyEvent.Silence());
            case "message_start" -> {
                if (!begun) {
                    begun = true;
                    held = data;
                    tally.take(event.path("message").path("usage"));
                }
            }
            case "message_delta" -> {
                requireBegun();
                tally.take(event.path("usage"));
                announced |= event.path("delta").path("stop_reason").isTextual();
                pass(data, out);
            }
            case "message_stop" -> {
                requireBegun();
                stop(data, out);
            }
            default -> {
                if (type.startsWith("content_block_")) {
                    requireBegun();
                    requireIndex(event);
                }
                pass(data, out);
            }
        }
    }

    private void requireBegun() throws IOException {
        if (!begun) {
            throw new WireFormatException("sent an answer without its beginning");
        }
    }

    private static void requireIndex(ObjectNode event) throws IOException {
        JsonNode index = event.path("index");
        if (!index.canConvertToInt() || index.intValue() < 0) {
            throw new WireFormatException("sent a block without its index");
        }
    }

    private void pass(byte[] data, List<ReplyEvent> out) {
        if (held != null) {
            out.add(new ReplyEvent.Chunk(Dialect.ANTHROPIC, held));
            held = null;
        }
        out.add(new ReplyEvent.Chunk(Dialect.ANTHROPIC, data));
    }

    private void stop(byte[] data, List<ReplyEvent> out) {
        over = true;
        pass(data, out);
        spend(out);
    }

    /// Takes the end of the upstream's bytes.
    ///
    /// @throws RefusedException when the stream was cut
    public void end(List<ReplyEvent> out) {
        if (over) {
            return;
        }
        if (announced) {
            stop(STOP, out);
            return;
        }
        throw failed(
                WireJson.broken(
                        provider,
                        begun ? "ended its stream in the middle of the answer" : "ended its stream without an answer"),
                out);
    }

    /// Takes that the connection broke.
    public void cut(List<ReplyEvent> out) {
        if (!over) {
            over = true;
            spendIfSent(out);
        }
    }

    private RefusedException failed(RefusedException failure, List<ReplyEvent> out) {
        over = true;
        spendIfSent(out);
        return failure;
    }

    /// A start that is still held was seen by nobody: the next target begins anew, and its usage is what counts.
    private void spendIfSent(List<ReplyEvent> out) {
        if (held == null) {
            spend(out);
        }
    }

    private void spend(List<ReplyEvent> out) {
        Usage usage = tally.usage();
        if (usage != null) {
            out.add(new ReplyEvent.Spent(usage, null));
        }
    }

    private static boolean blank(byte[] data) {
        for (byte b : data) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }
}
