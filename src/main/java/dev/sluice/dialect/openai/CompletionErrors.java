package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Redaction;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the error that an upstream reports, whatever shape its body has.
public final class CompletionErrors {
    private static final int MAX_BODY = 1 << 20;

    private CompletionErrors() {}

    /// The refusal that an answer with an error status is.
    ///
    /// @param body as it came; may be empty, text or HTML
    /// @param retryAfter how long the upstream asked to be left alone
    public static Failure.RefusedByUpstream read(
            String provider, int status, byte[] body, @Nullable Duration retryAfter) {
        return refusal(provider, status, reported(status, body), retryAfter);
    }

    /// The refusal that an error inside a stream or an answer with status 200 is; its status is what the error says.
    public static Failure.RefusedByUpstream inAnswer(String provider, byte[] body) {
        CompletionError error = reported(0, body);
        return refusal(provider, error.status(), error, null);
    }

    private static Failure.RefusedByUpstream refusal(
            String provider, int status, CompletionError error, @Nullable Duration retryAfter) {
        return new Failure.RefusedByUpstream(
                provider,
                status,
                Redaction.of(error.message()),
                Redaction.ofName(error.type()),
                Redaction.ofName(error.param()),
                Redaction.ofName(error.code()),
                retryAfter);
    }

    /// What an answer with status 200 is where JSON came instead of what was asked for.
    public static RefusedException noAnswer(byte[] body, String provider) {
        try {
            if (isError(WireJson.tree(body))) {
                return new RefusedException(inAnswer(provider, body));
            }
        } catch (IOException e) {
            // then it is not even JSON
        }
        return WireJson.broken(provider, "sent JSON that is no answer");
    }

    /// Whether a JSON value that should be an answer reports an error instead.
    static boolean isError(JsonNode json) {
        JsonNode node = json instanceof ArrayNode array && array.size() == 1 ? array.get(0) : json;
        if (!ChunkDelta.blank(node.get("error"))) {
            return true;
        }
        return ChunkDelta.blank(node.get("choices"))
                && (node.path("object").asText().equals("error")
                        || node.path("type").asText().equals("error")
                        || node.path("message").isTextual()
                        || !ChunkDelta.blank(node.get("detail"))
                        || !ChunkDelta.blank(node.get("errors")));
    }

    private static CompletionError reported(int status, byte[] body) {
        if (body.length <= MAX_BODY) {
            try {
                return CompletionError.of(WireJson.tree(body), status);
            } catch (IOException e) {
                // not JSON: perhaps words for people
            }
        }
        return CompletionError.saying(words(body), status);
    }

    private static String words(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * Redaction.MAX), StandardCharsets.UTF_8).strip();
        String start = text.substring(0, Math.min(text.length(), 200)).toLowerCase(Locale.ROOT);
        boolean page = start.startsWith("<") || start.contains("<html");
        boolean json = start.startsWith("{") || start.startsWith("[");
        return page || json ? "" : text;
    }

    /// The one value that an error stands in.
    static JsonNode unwrapped(JsonNode json) {
        JsonNode node = json instanceof ArrayNode array && !array.isEmpty() ? array.get(0) : json;
        for (String name : new String[] {"error", "errors"}) {
            JsonNode inner = node.get(name);
            if (inner instanceof ArrayNode array && !array.isEmpty()) {
                inner = array.get(0);
            }
            boolean words =
                    inner != null && inner.isTextual() && node.path("message").isMissingNode();
            if (inner instanceof ObjectNode || words) {
                return inner;
            }
        }
        return node;
    }
}
