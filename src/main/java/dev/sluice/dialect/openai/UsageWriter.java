package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;

/// Writes what a reply cost.
final class UsageWriter {
    private UsageWriter() {}

    static ObjectNode json(Usage usage) {
        ObjectNode json = WireJson.object();
        json.put("prompt_tokens", usage.input());
        json.put("completion_tokens", usage.output());
        json.put("total_tokens", usage.total());
        json.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
        json.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return json;
    }

    /// Puts the counts that OpenAI always gives into an upstream's own object where it left them out.
    ///
    /// @return whether anything was missing
    static boolean complete(ObjectNode json, Usage usage) {
        boolean changed = put(json, "prompt_tokens", usage.input());
        changed |= put(json, "completion_tokens", usage.output());
        changed |= put(json, "total_tokens", usage.total());
        return changed;
    }

    private static boolean put(ObjectNode json, String name, long count) {
        if (json.path(name).isIntegralNumber()) {
            return false;
        }
        json.put(name, count);
        return true;
    }
}
