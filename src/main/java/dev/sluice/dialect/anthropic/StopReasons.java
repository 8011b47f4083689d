package dev.sluice.dialect.anthropic;

/// Why an answer ended, in Anthropic's words and in the neutral ones.
final class StopReasons {
    private StopReasons() {}

    static String neutral(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    /// @param called whether the answer calls a tool
    static String ofNeutral(String reason, boolean called) {
        return switch (reason) {
            case "length" -> "max_tokens";
            case "content_filter" -> "refusal";
            case "tool_calls", "function_call" -> "tool_use";
            default -> called ? "tool_use" : "end_turn";
        };
    }
}
