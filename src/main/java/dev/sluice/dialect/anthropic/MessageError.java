package dev.sluice.dialect.anthropic;

import dev.sluice.exchange.Failure;

/// A failure in Anthropic's words.
record MessageError(int status, String type, String message) {
    private static final String INVALID = "invalid_request_error";
    private static final String BROKEN = "api_error";
    private static final String TOO_SLOW = "timeout_error";

    static MessageError of(Failure failure) {
        String message = failure.message();
        return switch (failure) {
            case Failure.Invalid invalid -> new MessageError(400, INVALID, message);
            case Failure.Unauthenticated unauthenticated -> new MessageError(401, "authentication_error", message);
            case Failure.Forbidden forbidden -> new MessageError(403, "permission_error", message);
            case Failure.UnknownModel unknown -> notFound(message);
            case Failure.UnknownProvider unknown -> notFound(message);
            case Failure.NotFound unknown -> notFound(message);
            case Failure.MethodNotAllowed wrong -> new MessageError(405, INVALID, message);
            case Failure.TooLarge large -> new MessageError(413, "request_too_large", message);
            case Failure.UnsupportedMedia media -> new MessageError(415, INVALID, message);
            case Failure.RefusedByUpstream refused -> refused(refused);
            case Failure.UpstreamBroken broken when broken.timedOut() -> new MessageError(504, TOO_SLOW, message);
            case Failure.UpstreamBroken broken -> new MessageError(502, BROKEN, message);
            case Failure.Unavailable unavailable -> new MessageError(503, BROKEN, message);
            case Failure.TooOften often -> new MessageError(429, "rate_limit_error", message);
            case Failure.StoreAway away -> new MessageError(503, BROKEN, message);
            case Failure.Exhausted exhausted -> exhausted(exhausted);
            case Failure.Cancelled cancelled -> new MessageError(499, BROKEN, message);
        };
    }

    private static MessageError notFound(String message) {
        return new MessageError(404, "not_found_error", message);
    }

    /// What an upstream's refusal means to the caller. Where the fault is the operator's or the upstream's own, its
    /// words stay here: they may speak of keys and accounts that are none of the caller's business.
    private static MessageError refused(Failure.RefusedByUpstream refused) {
        int status = refused.status();
        String who = "The provider '" + refused.provider() + "' ";
        return switch (status) {
            case 401, 403, 407 -> new MessageError(502, BROKEN, who + "does not accept the gateway's credentials.");
            case 404 -> notFound(refused.message());
            case 408, 504 -> new MessageError(504, TOO_SLOW, who + "took too long.");
            case 409, 425 -> new MessageError(502, BROKEN, who + "answered with status " + status + ".");
            case 413 -> new MessageError(413, "request_too_large", refused.message());
            case 429 -> new MessageError(429, "rate_limit_error", refused.message());
            case 503, 529 ->
                new MessageError(529, "overloaded_error", who + "is overloaded or down (status " + status + ").");
            default ->
                status >= 400 && status < 500
                        ? new MessageError(status, INVALID, refused.message())
                        : new MessageError(502, BROKEN, who + "answered with status " + status + ".");
        };
    }

    private static MessageError exhausted(Failure.Exhausted exhausted) {
        String message = exhausted.told(failure -> of(failure).message());
        return exhausted.allWere(429)
                ? new MessageError(429, "rate_limit_error", message)
                : new MessageError(503, "overloaded_error", message);
    }
}
