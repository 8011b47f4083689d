package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Redaction;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the error that an upstream reports (https://platform.claude.com/docs/en/api/errors, read 2026-11-21).
public final class MessageErrors {
    private MessageErrors() {}

    /// The refusal that an answer with an error status is.
    ///
    /// @param body as it came; may be empty, text or HTML
    /// @param retryAfter how long the upstream asked to be left alone
    public static Failure.RefusedByUpstream read(
            String provider, int status, byte[] body, @Nullable Duration retryAfter) {
        try {
            return refusal(provider, status, WireJson.object(body), retryAfter);
        } catch (IOException e) {
            String text = new String(body, 0, Math.min(body.length, 4 * Redaction.MAX), StandardCharsets.UTF_8).strip();
            boolean words = !text.isEmpty() && "<{[".indexOf(text.charAt(0)) < 0;
            return refusal(provider, status, words ? text : "", null, null, retryAfter);
        }
    }

    /// The refusal that an error inside a stream or an answer with status 200 is.
    static Failure.RefusedByUpstream inAnswer(String provider, JsonNode body) {
        return refusal(provider, status(body.path("error").path("type").asText()), body, null);
    }

    private static Failure.RefusedByUpstream refusal(
            String provider, int status, JsonNode body, @Nullable Duration retryAfter) {
        JsonNode error = body.path("error");
        String message = error.isTextual()
                ? error.textValue()
                : error.path("message").asText(body.path("message").asText(""));
        String code = PromptReader.text(error.path("details").path("error_code"));
        return refusal(provider, status, message, PromptReader.text(error.path("type")), code, retryAfter);
    }

    private static Failure.RefusedByUpstream refusal(
            String provider,
            int status,
            String said,
            @Nullable String type,
            @Nullable String told,
            @Nullable Duration retryAfter) {
        String message = said.isBlank() ? "The provider answered with status " + status + " and no message." : said;
        String code = code(status, message.toLowerCase(Locale.ROOT));
        boolean spent = "insufficient_quota".equals(code);
        return new Failure.RefusedByUpstream(
                provider,
                spent ? 429 : status,
                spent ? "The provider's account has no credit left." : Redaction.of(message),
                Redaction.ofName(type),
                null,
                code == null ? Redaction.ofName(told) : code,
                retryAfter);
    }

    /// Anthropic tells some things by words alone. An account without credit is a 400 or 402 there, though no caller
    /// can mend it and another provider may help.
    private static @Nullable String code(int status, String message) {
        if (status == 402 || message.contains("credit balance is too low")) {
            return "insufficient_quota";
        }
        return status == 400 && (message.contains("prompt is too long") || message.contains("exceed context limit"))
                ? "context_length_exceeded"
                : null;
    }

    private static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "api_error" -> 500;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 502;
        };
    }
}
