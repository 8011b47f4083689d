package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A whole `GenerateContentResponse` of which only the parts matter.
record GeneratedContent(List<JsonNode> parts, Usage usage, String blocked) {

    /// @throws RefusedException where the answer is none, or reports an error
    static GeneratedContent read(byte[] json, String provider) {
        try {
            ObjectNode tree = WireJson.object(json);
            if (tree.path("error").isObject()) {
                throw new RefusedException(UpstreamErrors.inReply(provider, tree.path("error")));
            }
            List<JsonNode> parts = new ArrayList<>();
            String blocked = tree.path("promptFeedback").path("blockReason").asText("");
            for (JsonNode candidate : tree.path("candidates")) {
                candidate.path("content").path("parts").forEach(parts::add);
                String reason = candidate.path("finishReason").asText("STOP");
                blocked =
                        blocked.isEmpty() && !reason.equals("STOP") && !reason.equals("MAX_TOKENS") ? reason : blocked;
            }
            return new GeneratedContent(parts, UsageMetadata.read(tree.path("usageMetadata")), blocked);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// What an answer without the thing asked for means.
    RefusedException lacks(String provider, String what) {
        return blocked.isEmpty() ? WireJson.broken(provider, "sent no " + what) : refused(provider, blocked);
    }

    static RefusedException refused(String provider, String reason) {
        return new RefusedException(new Failure.RefusedByUpstream(
                provider,
                400,
                "The provider '" + provider + "' would not make this (" + reason + ").",
                "invalid_request_error",
                null,
                "moderation_blocked",
                null));
    }

    /// The text of all parts that are no thoughts.
    String text() {
        var text = new StringBuilder();
        parts.stream()
                .filter(part -> !part.path("thought").asBoolean())
                .forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    /// The bytes that came along, as Gemini wrote them: `{mimeType, data}`.
    List<JsonNode> inline() {
        return parts.stream()
                .filter(part -> !part.path("thought").asBoolean())
                .map(part -> part.path("inlineData"))
                .filter(data -> data.path("data").isTextual())
                .toList();
    }
}
