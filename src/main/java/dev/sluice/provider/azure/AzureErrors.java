package dev.sluice.provider.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.openai.CompletionErrors;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Reads Azure's errors: OpenAI's shape, with what the content filter found inside
/// (https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter, read 2026-11-21).
final class AzureErrors {
    private AzureErrors() {}

    static Failure.RefusedByUpstream read(String provider, int status, byte[] body, @Nullable Duration retryAfter) {
        Failure.RefusedByUpstream error = CompletionErrors.read(provider, status, body, retryAfter);
        String found = status == 400 ? found(body) : "";
        return found.isEmpty() ? error : error.withMessage(error.message() + " (found: " + found + ")");
    }

    private static String found(byte[] body) {
        var found = new StringJoiner(", ");
        try {
            List<JsonNode> values = WireJson.values(body);
            if (!values.isEmpty()) {
                values.getFirst()
                        .path("error")
                        .path("innererror")
                        .path("content_filter_result")
                        .properties()
                        .forEach(one -> {
                            if (one.getValue().path("filtered").asBoolean()) {
                                found.add(one.getKey());
                            }
                        });
            }
        } catch (IOException e) {
            // the status and the words tell enough
        }
        return found.toString();
    }
}
