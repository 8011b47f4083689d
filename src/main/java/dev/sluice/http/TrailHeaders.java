package dev.sluice.http;

import dev.sluice.telemetry.Trail;
import jakarta.ws.rs.core.Response;

/// What callers are told of the way that their request took.
public final class TrailHeaders {
    private TrailHeaders() {}

    public static Response.ResponseBuilder on(Response.ResponseBuilder answer, Trail trail) {
        return way(answer, trail)
                .header("x-sluice-overhead-ms", trail.overheadNanos() / 1_000_000)
                .header("openai-processing-ms", trail.sinceStart() / 1_000_000);
    }

    /// Only who was asked, how often, and what that one says of its rates.
    static Response.ResponseBuilder way(Response.ResponseBuilder answer, Trail trail) {
        trail.allowance().forEach((header, value) -> answer.header(header, HeaderText.of(value)));
        return answer.header("x-sluice-provider", HeaderText.of(trail.provider()))
                .header("x-sluice-attempts", trail.attempts());
    }
}
