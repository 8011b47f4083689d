package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Usage;
import org.jspecify.annotations.Nullable;

/// Gathers what a reply cost: a stream tells the prompt at its start and the answer, cumulatively, at its end. Used by
/// one thread.
final class UsageTally {
    private long fresh;
    private long written;
    private long read;
    private long output;
    private long thought;
    private boolean told;

    void take(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        told = true;
        fresh = count(usage, "input_tokens", fresh);
        written = count(usage, "cache_creation_input_tokens", written);
        read = count(usage, "cache_read_input_tokens", read);
        output = count(usage, "output_tokens", output);
        thought = count(usage.path("output_tokens_details"), "thinking_tokens", thought);
    }

    private static long count(JsonNode usage, String name, long before) {
        JsonNode count = usage.path(name);
        return count.isNumber() && count.canConvertToLong() ? Math.max(0, count.longValue()) : before;
    }

    /// Null where nothing was told. Tokens that went into the cache or came from it are part of the prompt.
    @Nullable
    Usage usage() {
        return told ? new Usage(fresh + written + read, output, read, Math.min(output, thought)) : null;
    }

    /// The usage of a message's JSON text.
    static Usage of(JsonNode usage) {
        var tally = new UsageTally();
        tally.take(usage);
        Usage read = tally.usage();
        return read == null ? Usage.NONE : read;
    }
}
