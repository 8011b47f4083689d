package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.WireFormatException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a choice ended, in the five words that OpenAI's dialect has.
final class CompletionReason {
    private CompletionReason() {}

    static boolean known(String reason) {
        return switch (reason) {
            case "stop", "length", "tool_calls", "content_filter", "function_call" -> true;
            default -> false;
        };
    }

    /// The reason that an upstream gives; null where it gives none.
    ///
    /// @throws WireFormatException where the reason says that the answer is not whole
    static @Nullable String of(@Nullable JsonNode node) throws WireFormatException {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new WireFormatException("sent a finish_reason that is not a string");
        }
        String reason = node.textValue();
        return known(reason) ? reason : translated(reason);
    }

    private static @Nullable String translated(String reason) throws WireFormatException {
        String word = reason.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "", "null", "none" -> null;
            case "stop", "length", "tool_calls", "content_filter", "function_call" -> word;
            case "max_tokens", "max_output_tokens", "model_length", "limit" -> "length";
            case "tool_use", "tool_call", "tool-calls" -> "tool_calls";
            case "safety", "recitation", "blocklist", "prohibited_content", "spii", "refusal", "content-filter" ->
                "content_filter";
            case "error", "abort", "cancelled", "canceled", "insufficient_system_resource", "malformed_function_call" ->
                throw new WireFormatException("broke its answer off (" + word + ")");
            default -> "stop";
        };
    }
}
