package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.WireJson;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What an upstream says went wrong.
///
/// @param status what the error itself says, the answer's status where it says nothing, 502 where there is neither
record CompletionError(
        int status,
        String message,
        @Nullable String type,
        @Nullable String param,
        @Nullable String code) {

    private static final String[] WORDS = {
        "message", "detail", "msg", "error_description", "error_message", "reason", "title"
    };

    /// @param answered the status of the answer, 0 where the answer was none of an error
    static CompletionError of(JsonNode body, int answered) {
        JsonNode error = CompletionErrors.unwrapped(body);
        if (error.isTextual()) {
            return saying(error.textValue(), answered, name(body, "type"), name(body, "param"), name(body, "code"));
        }
        String type = name(error, "type");
        return saying(
                message(error),
                answered == 0 ? status(error) : answered,
                type == null ? name(error, "status") : type,
                name(error, "param"),
                name(error, "code"));
    }

    static CompletionError saying(String message, int status) {
        return saying(message, status, null, null, null);
    }

    private static CompletionError saying(
            String message, int answered, @Nullable String type, @Nullable String param, @Nullable String code) {
        int status = answered == 0 ? named(type, code) : answered;
        String words = message.isBlank() ? "The provider answered with status " + status + " and no message." : message;
        return new CompletionError(status, words, type, param, code);
    }

    private static String message(JsonNode error) {
        for (String word : WORDS) {
            JsonNode said = error.get(word);
            if (!ChunkDelta.blank(said)) {
                return said == null ? "" : text(said);
            }
        }
        return "";
    }

    /// FastAPI lists what was wrong: where, and why.
    private static String text(JsonNode said) {
        if (said.isValueNode()) {
            return said.asText();
        }
        if (said.isObject()) {
            String inner = message(said);
            return inner.isEmpty() ? WireJson.string(said) : inner;
        }
        var all = new StringJoiner("; ");
        for (JsonNode one : said) {
            var where = new StringJoiner(".");
            one.path("loc").forEach(step -> where.add(step.asText()));
            all.add((where.length() == 0 ? "" : where + ": ") + text(one));
        }
        return all.toString();
    }

    private static @Nullable String name(JsonNode error, String member) {
        JsonNode node = error.path(member);
        return node.isValueNode() && !node.isNull() && !node.asText().isBlank() ? node.asText() : null;
    }

    /// The status that an error states as a number, 0 where it states none.
    private static int status(JsonNode error) {
        for (String member : new String[] {"status", "code", "status_code", "http_status"}) {
            JsonNode node = error.path(member);
            String text = node.isIntegralNumber() || node.isTextual() ? node.asText() : "";
            if (text.length() == 3 && (text.startsWith("4") || text.startsWith("5")) && digits(text)) {
                return Integer.parseInt(text);
            }
        }
        return 0;
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// The status that OpenAI's own names of errors go with.
    private static int named(@Nullable String type, @Nullable String code) {
        int byCode = code == null ? 0 : named(code);
        int byType = type == null ? 0 : named(type);
        return byCode != 0 ? byCode : byType != 0 ? byType : 502;
    }

    private static int named(String name) {
        return switch (name) {
            case "rate_limit_exceeded",
                    "rate_limit_error",
                    "insufficient_quota",
                    "RESOURCE_EXHAUSTED",
                    "too_many_requests" -> 429;
            case "context_length_exceeded", "invalid_request_error", "INVALID_ARGUMENT", "BadRequestError" -> 400;
            case "invalid_api_key", "authentication_error", "UNAUTHENTICATED" -> 401;
            case "permission_error", "PERMISSION_DENIED" -> 403;
            case "model_not_found", "not_found_error", "NOT_FOUND" -> 404;
            case "overloaded_error", "service_unavailable", "UNAVAILABLE" -> 503;
            default -> 0;
        };
    }
}
