package dev.sluice.http;

import dev.sluice.access.RateLimit;
import dev.sluice.telemetry.RequestId;
import dev.sluice.telemetry.RequestLog;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/// Every answer goes out by here: the headers that all answers carry, and the log line of those that are whole.
@Provider
public final class AnswerFilter implements ContainerResponseFilter {
    private final RequestLog log;

    public AnswerFilter(RequestLog log) {
        this.log = log;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        Call call = Call.orNull(Arrivals.servletRequest(request));
        if (call == null) {
            headers.putSingle("x-request-id", RequestId.of(null));
            return;
        }
        headers.putSingle("x-request-id", call.trail().requestId());
        if (call.errors() == ErrorShape.ANTHROPIC) {
            headers.putSingle("request-id", call.trail().requestId());
        }
        rate(call, headers);
        Cors.of(call.running().config().server().corsOrigins()).allow(request, headers);
        if (!call.loggedLater()) {
            log.write(call.trail(), answer.getStatus(), "");
        }
    }

    /// In OpenAI's words (https://platform.openai.com/docs/guides/rate-limits, read 2026-11-21).
    private static void rate(Call call, MultivaluedMap<String, Object> headers) {
        RateLimit.Told told = call.rate();
        if (told != null) {
            headers.putSingle("x-ratelimit-limit-requests", told.limit());
            headers.putSingle("x-ratelimit-remaining-requests", told.remaining());
            headers.putSingle("x-ratelimit-reset-requests", told.reset().toMillis() + "ms");
        }
    }
}
