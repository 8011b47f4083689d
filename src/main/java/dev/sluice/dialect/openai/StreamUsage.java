package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The last report of what a stream costs; it becomes one event when the stream is over.
///
/// Some upstreams report with every message, so a report is kept as it came and read once, at the end.
final class StreamUsage {
    private final String object;
    private byte @Nullable [] last;
    private boolean alone;

    /// @param object what the stream's messages call themselves
    StreamUsage(String object) {
        this.object = object;
    }

    /// Whether a message without choices reported, which upstreams send when they are through.
    boolean closing() {
        return alone;
    }

    /// Takes the usage out of `chunk`, whose bytes are `json`, where it reports any.
    ///
    /// @return whether it did
    boolean take(ObjectNode chunk, byte[] json, boolean withChoices) {
        boolean reported =
                counts(chunk.get("usage")) || counts(chunk.path("x_groq").get("usage"));
        if (reported) {
            last = json;
            alone |= !withChoices;
        }
        if (!withChoices) {
            return reported;
        }
        boolean taken = false;
        if (chunk.get("usage") instanceof ObjectNode) {
            chunk.remove("usage");
            taken = true;
        }
        if (chunk.get("x_groq") instanceof ObjectNode groq && groq.remove("usage") != null) {
            taken = true;
        }
        return taken;
    }

    private static boolean counts(@Nullable JsonNode usage) {
        return usage instanceof ObjectNode object
                && (object.has("prompt_tokens")
                        || object.has("completion_tokens")
                        || object.has("total_tokens")
                        || object.has("input_tokens")
                        || object.has("output_tokens"));
    }

    /// The event of it; null where nothing was reported.
    ReplyEvent.@Nullable Spent spent(StreamIdentity identity, Dialect dialect) throws IOException {
        if (last == null) {
            return null;
        }
        ObjectNode chunk = WireJson.object(last);
        byte[] usage = report(chunk, last);
        Usage read = UsageReader.read(usage);
        boolean right = chunk.path("choices").isArray() && chunk.path("choices").isEmpty();
        right &= !identity.impose(chunk, object);
        if (chunk.path("usage") instanceof ObjectNode counts) {
            right &= !UsageWriter.complete(counts, read);
        } else {
            right = false;
        }
        byte[] json = right && oneLine(last) ? last : written(chunk, usage, read);
        return new ReplyEvent.Spent(read, new ReplyEvent.Chunk(dialect, json));
    }

    private static byte[] report(ObjectNode chunk, byte[] json) throws IOException {
        if (counts(chunk.get("usage"))) {
            byte[] usage = CompletionMembers.find(json, "usage").value();
            return usage == null ? WireJson.bytes(chunk.get("usage")) : usage;
        }
        return WireJson.bytes(chunk.path("x_groq").path("usage"));
    }

    private static byte[] written(ObjectNode chunk, byte[] usage, Usage read) throws IOException {
        chunk.remove("x_groq");
        chunk.putArray("choices");
        ObjectNode counts = WireJson.object(usage);
        chunk.putNull("usage");
        byte[] exact = UsageWriter.complete(counts, read) || !oneLine(usage) ? WireJson.bytes(counts) : usage;
        return CompletionMembers.find(WireJson.bytes(chunk), "usage").with(exact);
    }

    /// A line end inside would break the message's line in two.
    static boolean oneLine(byte[] json) {
        for (byte b : json) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
