package dev.sluice.dialect.gemini;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a candidate ended (https://ai.google.dev/api/generate-content#FinishReason, read 2026-11-21), in OpenAI's words.
final class FinishReason {
    private FinishReason() {}

    /// OpenAI's word; null where Gemini gives no reason.
    ///
    /// @throws Broken where the reason says that the answer is not whole
    static @Nullable String of(String reason) throws Broken {
        return switch (reason) {
            case "", "FINISH_REASON_UNSPECIFIED" -> null;
            case "MAX_TOKENS" -> "length";
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> "content_filter";
            case "OTHER",
                    "IMAGE_OTHER",
                    "NO_IMAGE",
                    "MALFORMED_FUNCTION_CALL",
                    "MALFORMED_RESPONSE",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MISSING_THOUGHT_SIGNATURE" -> throw new Broken(reason.toLowerCase(Locale.ROOT));
            default -> "stop";
        };
    }

    /// The answer was broken off.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String why) {
            super(why, null, false, false);
        }
    }
}
