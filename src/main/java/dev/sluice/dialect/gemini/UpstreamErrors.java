package dev.sluice.dialect.gemini;

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

/// Reads Google's errors (https://cloud.google.com/apis/design/errors and
/// https://ai.google.dev/gemini-api/docs/troubleshooting, read 2026-11-21): `{"error":{code,message,status,details}}`,
/// alone or as the only item of a list.
public final class UpstreamErrors {
    private static final int LONGEST = 1 << 20;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private UpstreamErrors() {}

    /// The refusal that an answer with an error status is.
    ///
    /// @param body as it came; may be empty, text or HTML
    public static Failure.RefusedByUpstream read(
            String provider, int status, byte[] body, @Nullable Duration retryAfter) {
        JsonNode error = error(body);
        String words = error.path("message").asText("");
        if (error.isMissingNode()) {
            words = text(body);
        }
        return refusal(provider, status, words, error, retryAfter);
    }

    /// The refusal that an error inside a reply is; its status is what the error says.
    static Failure.RefusedByUpstream inReply(String provider, JsonNode error) {
        int code = error.path("code").asInt(0);
        int status =
                code >= 400 && code <= 599 ? code : named(error.path("status").asText(""));
        return refusal(provider, status, error.path("message").asText(error.asText("")), error, null);
    }

    private static Failure.RefusedByUpstream refusal(
            String provider, int status, String words, JsonNode error, @Nullable Duration retryAfter) {
        String said = words.isBlank() ? "The provider answered with status " + status + " and no message." : words;
        String code = error.path("status").asText("");
        Duration wait = retryAfter == null ? retryDelay(error) : retryAfter;
        return new Failure.RefusedByUpstream(
                provider,
                meant(status, error),
                Redaction.of(said),
                null,
                null,
                Redaction.ofName(code.isEmpty() ? null : code),
                wait);
    }

    /// A key that is not known and a country that is not served are 400 here; neither is the caller's fault.
    private static int meant(int status, JsonNode error) {
        if (status != 400) {
            return status;
        }
        for (JsonNode detail : error.path("details")) {
            if (detail.path("reason").asText().startsWith("API_KEY_")) {
                return 401;
            }
        }
        if (error.path("message").asText().startsWith("API key ")) {
            return 401;
        }
        return error.path("status").asText().equals("FAILED_PRECONDITION") ? 403 : 400;
    }

    private static @Nullable Duration retryDelay(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            String delay = detail.path("retryDelay").asText("");
            if (delay.matches("\\d{1,9}(?:\\.\\d{1,9})?s")) {
                double seconds = Double.parseDouble(delay.substring(0, delay.length() - 1));
                Duration wait = Duration.ofMillis((long) Math.ceil(seconds * 1000));
                return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            }
        }
        return null;
    }

    private static JsonNode error(byte[] body) {
        if (body.length <= LONGEST) {
            try {
                List<JsonNode> values = WireJson.values(body);
                JsonNode value = values.isEmpty() ? MissingNode.getInstance() : values.getFirst();
                return (value.isArray() ? value.path(0) : value).path("error");
            } catch (IOException e) {
                // not JSON: perhaps words for people
            }
        }
        return MissingNode.getInstance();
    }

    private static String text(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * Redaction.MAX), StandardCharsets.UTF_8).strip();
        return text.startsWith("<") || text.startsWith("{") || text.startsWith("[") ? "" : text;
    }

    private static int named(String status) {
        return switch (status) {
            case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" -> 400;
            case "UNAUTHENTICATED" -> 401;
            case "PERMISSION_DENIED" -> 403;
            case "NOT_FOUND" -> 404;
            case "ABORTED", "ALREADY_EXISTS" -> 409;
            case "RESOURCE_EXHAUSTED" -> 429;
            case "UNAVAILABLE" -> 503;
            case "DEADLINE_EXCEEDED" -> 504;
            default -> 502;
        };
    }
}
