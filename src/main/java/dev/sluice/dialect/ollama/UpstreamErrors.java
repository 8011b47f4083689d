package dev.sluice.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Redaction;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads Ollama's errors (https://docs.ollama.com/api/errors, read 2026-11-21): `{"error":"words"}`, with a status in
/// front of a reply and without one inside.
public final class UpstreamErrors {
    private static final int LONGEST = 1 << 20;

    private UpstreamErrors() {}

    /// The refusal that an answer with an error status is.
    ///
    /// @param body as it came; may be empty, text or HTML
    public static Failure.RefusedByUpstream read(
            String provider, int status, byte[] body, @Nullable Duration retryAfter) {
        return refusal(provider, status, words(body), retryAfter);
    }

    /// The refusal that an error inside a reply is: what goes wrong then is the server's fault, unless it says
    /// otherwise.
    static Failure.RefusedByUpstream inReply(String provider, JsonNode message) {
        int said = message.path("status").asInt(message.path("StatusCode").asInt(0));
        return refusal(provider, said >= 400 && said <= 599 ? said : 500, words(message), null);
    }

    private static Failure.RefusedByUpstream refusal(
            String provider, int status, String words, @Nullable Duration retryAfter) {
        String said = words.isBlank() ? "The provider answered with status " + status + " and no message." : words;
        return new Failure.RefusedByUpstream(provider, status, Redaction.of(said), null, null, null, retryAfter);
    }

    private static String words(JsonNode message) {
        JsonNode error = message.path("error");
        return error.isTextual()
                ? error.textValue()
                : error.path("message").asText(message.path("message").asText(""));
    }

    private static String words(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * Redaction.MAX), StandardCharsets.UTF_8).strip();
        return text.startsWith("{") ? words(tree(body)) : text.startsWith("<") ? "" : text;
    }

    private static JsonNode tree(byte[] body) {
        if (body.length <= LONGEST) {
            try {
                List<JsonNode> values = WireJson.values(body);
                return values.isEmpty() ? MissingNode.getInstance() : values.getFirst();
            } catch (IOException e) {
                // cut or no JSON at all: nothing to repeat
            }
        }
        return MissingNode.getInstance();
    }
}
