package dev.sluice.dialect.openai;

import dev.sluice.exchange.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A failure in OpenAI's words.
record WireError(
        int status,
        String type,
        @Nullable String param,
        @Nullable String code,
        String message) {
    private static final String PROVIDER_ERROR = "provider_error";
    private static final String NOT_WORKING = "provider_not_working";

    static WireError of(Failure failure) {
        String message = failure.message();
        return switch (failure) {
            case Failure.Invalid invalid ->
                new WireError(400, "validation_error", invalid.param(), invalid.code(), message);
            case Failure.Unauthenticated unauthenticated ->
                new WireError(401, "authentication_error", null, unauthenticated.code(), message);
            case Failure.Forbidden forbidden -> new WireError(403, "permission_error", null, forbidden.code(), message);
            case Failure.UnknownModel unknown -> notFound("model_not_found", "model", message);
            case Failure.UnknownProvider unknown -> notFound("provider_not_found", "provider", message);
            case Failure.NotFound unknown -> notFound("not_found", null, message);
            case Failure.MethodNotAllowed wrong -> invalidRequest(405, "method_not_allowed", message);
            case Failure.TooLarge large -> invalidRequest(413, "request_too_large", message);
            case Failure.UnsupportedMedia media -> invalidRequest(415, "unsupported_media_type", message);
            case Failure.RefusedByUpstream refused -> refused(refused);
            case Failure.UpstreamBroken broken when broken.timedOut() -> timeout(message);
            case Failure.UpstreamBroken broken -> provider(502, "upstream_error", message);
            case Failure.Unavailable unavailable -> provider(503, NOT_WORKING, message);
            case Failure.TooOften often -> new WireError(429, "rate_limit_error", null, "rate_limit_exceeded", message);
            case Failure.StoreAway away -> new WireError(503, "server_error", null, "data_store_unavailable", message);
            case Failure.Exhausted exhausted -> exhausted(exhausted);
            case Failure.Cancelled cancelled -> invalidRequest(499, "request_cancelled", message);
        };
    }

    /// A defect of ours: the request's id, so that the operator finds it, and nothing of the inside.
    static WireError defect(String requestId) {
        return new WireError(
                500, "server_error", null, "internal_error", "Something went wrong here. Request id: " + requestId);
    }

    private static WireError notFound(String type, @Nullable String param, String message) {
        return new WireError(404, type, param, type, message);
    }

    private static WireError invalidRequest(int status, String code, String message) {
        return new WireError(status, "invalid_request_error", null, code, message);
    }

    private static WireError provider(int status, String code, String message) {
        return new WireError(status, PROVIDER_ERROR, null, code, message);
    }

    private static WireError timeout(String message) {
        return provider(504, "upstream_timeout", message);
    }

    /// What an upstream's refusal means to the caller. Where the fault is the operator's or the upstream's own, its
    /// words stay here: they may speak of keys and accounts that are none of the caller's business.
    private static WireError refused(Failure.RefusedByUpstream refused) {
        int status = refused.status();
        String who = "The provider '" + refused.provider() + "' ";
        return switch (status) {
            case 401, 403, 407 -> provider(502, NOT_WORKING, who + "does not accept the gateway's credentials.");
            case 404 -> notFound("model_not_found", "model", refused.message());
            case 408, 504 -> timeout(who + "took too long.");
            case 409, 425 -> provider(502, "upstream_error", who + "answered with status " + status + ".");
            case 429 -> rateLimited(refused);
            case 503, 529 -> provider(503, NOT_WORKING, who + "is overloaded or down (status " + status + ").");
            default ->
                status >= 400 && status < 500
                        ? callersOwn(refused)
                        : provider(502, "upstream_error", who + "answered with status " + status + ".");
        };
    }

    private static WireError rateLimited(Failure.RefusedByUpstream refused) {
        String quota = "insufficient_quota";
        boolean spent = quota.equals(refused.type()) || quota.equals(refused.code());
        String code = spent ? quota : Objects.requireNonNullElse(refused.code(), "rate_limit_exceeded");
        return new WireError(429, spent ? quota : "rate_limit_error", refused.param(), code, refused.message());
    }

    private static WireError callersOwn(Failure.RefusedByUpstream refused) {
        String type = Objects.requireNonNullElse(refused.type(), "invalid_request_error");
        return new WireError(refused.status(), type, refused.param(), refused.code(), refused.message());
    }

    private static WireError exhausted(Failure.Exhausted exhausted) {
        String message = exhausted.told(failure -> of(failure).message());
        return exhausted.allWere(429)
                ? new WireError(429, "rate_limit_error", null, "rate_limit_exceeded", message)
                : provider(503, "all_providers_failed", message);
    }
}
