package dev.sluice.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/// Which web pages may call: all of them without credentials (`*`), or named origins with credentials.
record Cors(List<String> origins) {
    private static final String EXPOSED = "x-request-id, x-sluice-provider, x-sluice-attempts, x-sluice-overhead-ms,"
            + " openai-processing-ms, retry-after, x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
            + " x-ratelimit-reset-requests";
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS";
    private static final String HEADERS =
            "authorization, content-type, x-api-key, api-key, g4f-api-key, x-request-id, openai-organization";

    static Cors of(List<String> origins) {
        return new Cors(origins);
    }

    void allow(ContainerRequestContext request, MultivaluedMap<String, Object> headers) {
        String origin = request.getHeaderString("Origin");
        if (origins.contains("*")) {
            headers.putSingle("Access-Control-Allow-Origin", "*");
        } else {
            headers.add("Vary", "Origin");
            if (origin == null || !origins.contains(origin)) {
                return;
            }
            headers.putSingle("Access-Control-Allow-Origin", origin);
            headers.putSingle("Access-Control-Allow-Credentials", "true");
        }
        headers.putSingle("Access-Control-Expose-Headers", EXPOSED);
        if (request.getMethod().equals("OPTIONS")) {
            String asked = request.getHeaderString("Access-Control-Request-Headers");
            headers.putSingle("Access-Control-Allow-Methods", METHODS);
            headers.putSingle("Access-Control-Allow-Headers", asked == null ? HEADERS : asked);
            headers.putSingle("Access-Control-Max-Age", "600");
            headers.putSingle("Allow", METHODS);
        }
    }
}
