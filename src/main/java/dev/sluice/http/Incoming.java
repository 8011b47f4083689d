package dev.sluice.http;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request brings, taken from the servlet request while the container's thread still owns it.
///
/// @param length the announced length of the body, -1 where none was
/// @param asksFirst whether the caller waits for leave (`Expect: 100-continue`) before it sends the body
/// @param travelling the headers that may go on to an upstream, names in lower case
public record Incoming(
        Call call,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        long length,
        boolean asksFirst,
        Map<String, String> travelling,
        InputStream body) {
    private static final List<String> TRAVEL = List.of("user-agent", "traceparent", "tracestate");
    private static final List<String> TRAVEL_BY_PREFIX = List.of("openai-", "anthropic-", "x-stainless-");

    private static final String HOPS = "x-sluice-hops";
    private static final int MOST_HOPS = 4;

    /// @throws RefusedException where the request has gone round through Sluices
    public static Incoming of(HttpServletRequest request, InputStream body) {
        return new Incoming(
                Call.of(request),
                request.getContentType(),
                request.getHeader("Content-Encoding"),
                request.getContentLengthLong(),
                request.getHeader("Expect") != null,
                travelling(request),
                body);
    }

    private static Map<String, String> travelling(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean key = lower.endsWith("-key") || lower.endsWith("-token");
            if (TRAVEL.contains(lower) || TRAVEL_BY_PREFIX.stream().anyMatch(lower::startsWith) && !key) {
                headers.put(lower, HeaderText.of(request.getHeader(name)));
            }
        }
        headers.put(HOPS, Integer.toString(hops(request.getHeader(HOPS)) + 1));
        return headers;
    }

    /// How many Sluices passed the request on before this one: a gateway that is its own upstream must not spin.
    private static int hops(@Nullable String told) {
        if (told == null || !told.matches("[0-9]{1,3}")) {
            return 0;
        }
        int hops = Integer.parseInt(told);
        if (hops >= MOST_HOPS) {
            throw new RefusedException(new Failure.Unavailable(
                    "sluice", "The request has passed " + hops + " Sluice gateways: one of them is its own provider."));
        }
        return hops;
    }
}
