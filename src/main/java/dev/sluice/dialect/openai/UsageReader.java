package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads what a reply cost, under the names that upstreams of this dialect use.
public final class UsageReader {
    private long input = -1;
    private long output = -1;
    private long total = -1;
    private long cached = -1;
    private long reasoning = -1;

    private UsageReader() {}

    /// Reads a usage object; the parser stands at its start and is left at its end.
    ///
    /// @return null where the object counts no tokens
    static @Nullable Usage read(JsonParser parser) throws IOException {
        var reader = new UsageReader();
        reader.members(parser);
        return reader.usage();
    }

    /// Reads a usage object from its JSON text; [Usage#NONE] where it is none.
    public static Usage read(byte[] json) {
        try (JsonParser parser = WireJson.parser(json)) {
            Usage usage = parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : null;
            return usage == null ? Usage.NONE : usage;
        } catch (IOException e) {
            return Usage.NONE;
        }
    }

    private void members(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "prompt_tokens", "input_tokens" -> input = Math.max(input, count(parser, value));
                case "completion_tokens", "output_tokens" -> output = Math.max(output, count(parser, value));
                case "total_tokens" -> total = Math.max(total, count(parser, value));
                case "cached_tokens", "prompt_cache_hit_tokens" -> cached = Math.max(cached, count(parser, value));
                case "reasoning_tokens" -> reasoning = Math.max(reasoning, count(parser, value));
                case "prompt_tokens_details",
                        "input_tokens_details",
                        "completion_tokens_details",
                        "output_tokens_details" -> details(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    private void details(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            members(parser);
        } else {
            parser.skipChildren();
        }
    }

    private static long count(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return Math.max(0, parser.getLongValue());
        }
        if (value == JsonToken.VALUE_NUMBER_FLOAT) {
            return Math.max(0, (long) parser.getDoubleValue());
        }
        parser.skipChildren();
        return -1;
    }

    private @Nullable Usage usage() {
        if (input < 0 && output < 0 && total < 0) {
            return null;
        }
        long in = Math.max(0, input);
        long out = Math.max(0, output);
        // some count reasoning in the total alone; it is part of what the answer cost
        if (total - in > out) {
            out = total - in;
        }
        return new Usage(in, out, Math.min(in, Math.max(0, cached)), Math.min(out, Math.max(0, reasoning)));
    }
}
