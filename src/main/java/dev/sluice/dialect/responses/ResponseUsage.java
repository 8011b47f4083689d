package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;

/// What a response cost, read and written.
final class ResponseUsage {
    private ResponseUsage() {}

    static Usage read(JsonNode usage) {
        long input = count(usage.path("input_tokens"));
        long output = Math.max(count(usage.path("output_tokens")), count(usage.path("total_tokens")) - input);
        long cached = count(usage.path("input_tokens_details").path("cached_tokens"));
        long reasoning = count(usage.path("output_tokens_details").path("reasoning_tokens"));
        return new Usage(input, output, Math.min(input, cached), Math.min(output, reasoning));
    }

    private static long count(JsonNode count) {
        return count.isNumber() && count.canConvertToLong() ? Math.max(0, count.longValue()) : 0;
    }

    static ObjectNode json(Usage usage) {
        ObjectNode json = WireJson.object().put("input_tokens", usage.input());
        json.putObject("input_tokens_details")
                .put("cached_tokens", usage.cached())
                .put("cache_write_tokens", 0);
        json.put("output_tokens", usage.output());
        json.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return json.put("total_tokens", usage.total());
    }
}
