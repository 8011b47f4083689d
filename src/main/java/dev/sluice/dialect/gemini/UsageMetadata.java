package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Usage;

/// Reads `usageMetadata` (https://ai.google.dev/api/generate-content#UsageMetadata, read 2026-11-21), in which thoughts
/// are counted apart from the answer.
final class UsageMetadata {
    private UsageMetadata() {}

    static Usage read(JsonNode metadata) {
        long input = count(metadata, "promptTokenCount") + count(metadata, "toolUsePromptTokenCount");
        long thoughts = count(metadata, "thoughtsTokenCount");
        long output = count(metadata, "candidatesTokenCount") + thoughts;
        return new Usage(input, output, Math.min(input, count(metadata, "cachedContentTokenCount")), thoughts);
    }

    private static long count(JsonNode metadata, String name) {
        JsonNode count = metadata.path(name);
        return count.isNumber() && count.canConvertToLong() ? Math.clamp(count.asLong(), 0, Integer.MAX_VALUE) : 0;
    }
}
