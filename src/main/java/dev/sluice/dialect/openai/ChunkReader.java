package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an upstream's stream of chat completion chunks and cleans it on the way: one identity, a role first,
/// each choice's end alone and last, usage once and at the very end. What is already clean passes as the bytes
/// that came.
///
/// One reader for one stream, used by one thread. Whatever arrives, the result is events or a
/// [RefusedException]; after one, or after the end, everything else is ignored.
public final class ChunkReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String provider;
    private final String model;
    private final Clock clock;
    private final ChunkChoices choices = new ChunkChoices();
    private final ChunkRepair repair = new ChunkRepair(choices);
    private final StreamUsage usage = new StreamUsage(StreamIdentity.CHUNK);
    private final List<byte[]> messages = new ArrayList<>(2);
    private @Nullable StreamIdentity identity;
    private @Nullable ChunkScan scan;
    private boolean over;

    /// @param model stands in where the upstream names no model
    public ChunkReader(String provider, String model, Clock clock) {
        this.provider = provider;
        this.model = model;
        this.clock = clock;
    }

    /// Whether the stream has ended, so that nothing more need be read from the upstream.
    public boolean over() {
        return over;
    }

    /// Whether as many choices as were asked for have ended, so that only the cost and the end can come.
    public boolean answered(int asked) {
        return choices.finished() >= asked;
    }

    /// Takes one server-sent event.
    ///
    /// @param eventName the event's name; empty or `message` where it has none
    /// @param data the event's data; must not be changed afterwards
    /// @throws RefusedException when the upstream reports an error, or what it sent cannot be understood
    public void accept(String eventName, byte[] data, List<ReplyEvent> out) {
        if (over) {
            return;
        }
        boolean failed = eventName.equals("error");
        if (!failed && scan != null && scan.passes(data)) {
            out.add(new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, data));
            return;
        }
        try {
            read(failed, data, out);
        } catch (IOException e) {
            over = true;
            throw WireJson.broken(provider, e);
        }
    }

    /// Takes the end of the upstream's bytes.
    ///
    /// @throws RefusedException when the stream was cut
    public void end(List<ReplyEvent> out) {
        if (over) {
            return;
        }
        boolean[] open = new boolean[1];
        choices.unfinished(index -> open[0] = true);
        if (open[0] && !usage.closing()) {
            cut(out);
            over = true;
            throw WireJson.broken(provider, "ended its stream in the middle of the answer");
        }
        finish(out);
    }

    /// Takes that nothing more comes of an answer that is not whole: some upstreams tell with each message what
    /// it has cost so far.
    public void cut(List<ReplyEvent> out) {
        StreamIdentity known = identity;
        if (over || known == null) {
            return;
        }
        try {
            ReplyEvent spent = usage.spent(known, Dialect.OPENAI_CHAT);
            if (spent != null) {
                out.add(spent);
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private void read(boolean failed, byte[] data, List<ReplyEvent> out) throws IOException {
        byte[] json = trimmed(data);
        if (json.length == 0) {
            return;
        }
        if (json.length == 6 && json[0] == '[' && new String(json, StandardCharsets.UTF_8).equalsIgnoreCase("[DONE]")) {
            finish(out);
            return;
        }
        if (failed) {
            throw refused(json);
        }
        JsonNode tree = WireJson.tree(json);
        if (CompletionErrors.isError(tree)) {
            throw refused(json);
        }
        if (!(tree instanceof ObjectNode chunk)) {
            throw new WireFormatException("sent a message that is not a JSON object");
        }
        read(chunk, json, out);
    }

    private RefusedException refused(byte[] json) {
        over = true;
        return new RefusedException(CompletionErrors.inAnswer(provider, json));
    }

    private void read(ObjectNode chunk, byte[] json, List<ReplyEvent> out) throws IOException {
        JsonNode list = chunk.path("choices");
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            throw new WireFormatException("sent choices that are not an array");
        }
        boolean withChoices = !list.isEmpty();
        boolean changed = usage.take(chunk, json, withChoices);
        if (!withChoices) {
            // what brings neither a choice nor usage says nothing that a caller could use
            return;
        }
        changed |= identity(chunk).impose(chunk, StreamIdentity.CHUNK);
        changed |= !StreamUsage.oneLine(json);
        messages.clear();
        repair.repair(chunk, (ArrayNode) list, json, changed, messages);
        for (byte[] message : messages) {
            out.add(new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, message));
        }
    }

    private StreamIdentity identity(ObjectNode chunk) {
        if (identity == null) {
            identity = StreamIdentity.of(chunk, model, clock);
            scan = new ChunkScan(identity, choices);
        }
        return identity;
    }

    private void finish(List<ReplyEvent> out) {
        over = true;
        StreamIdentity known = identity;
        if (known == null) {
            throw WireJson.broken(provider, "ended its stream without an answer");
        }
        try {
            ReplyEvent spent = usage.spent(known, Dialect.OPENAI_CHAT);
            choices.unfinished(index -> out.add(ended(known, index)));
            if (spent != null) {
                out.add(spent);
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private ReplyEvent ended(StreamIdentity known, int index) {
        ChunkChoices.Choice choice = choices.at(index);
        String reason = choice != null && choice.tools.any() ? "tool_calls" : "stop";
        ObjectNode chunk = known.message(StreamIdentity.CHUNK);
        chunk.putArray("choices").add(ChunkRepair.ended(index, reason));
        return new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, WireJson.bytes(chunk));
    }

    private static byte[] trimmed(byte[] data) {
        int from = 0;
        int to = data.length;
        if (to >= 3 && Arrays.equals(data, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            from = 3;
        }
        while (from < to && data[from] >= 0 && data[from] <= ' ') {
            from++;
        }
        while (to > from && data[to - 1] >= 0 && data[to - 1] <= ' ') {
            to--;
        }
        return from == 0 && to == data.length ? data : Arrays.copyOfRange(data, from, to);
    }
}
