package dev.sluice.http;

import dev.sluice.access.Credentials;
import dev.sluice.access.Decision;
import dev.sluice.exchange.RefusedException;
import dev.sluice.telemetry.RequestId;
import dev.sluice.telemetry.Trail;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Every request comes by here first: it gets its id, its path is put right, and its caller is admitted or refused, all
/// before a byte of its body is read.
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class CallFilter implements ContainerRequestFilter {
    private static final List<String> KEY_HEADERS = List.of("g4f-api-key", "x-api-key", "api-key");

    private final Supplier<Running> running;

    public CallFilter(Supplier<Running> running) {
        this.running = running;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long startedAt = System.nanoTime();
        HttpServletRequest servletRequest = Arrivals.servletRequest(request);
        Running now = running.get();
        RequestPath path = RequestPath.of(request.getUriInfo(), now.config());
        ErrorShape errors = ErrorShape.of("/" + path.path(), request.getHeaderString("anthropic-version") != null);
        Call call = new Call(now, trail(request, path, startedAt), errors);
        call.keepIn(servletRequest);
        path.changed()
                .ifPresent(uri -> request.setRequestUri(request.getUriInfo().getBaseUri(), uri));
        if (request.getMethod().equals("OPTIONS")) {
            request.abortWith(Response.noContent().build());
        } else if (!OpenPaths.holds(path.path(), now.config().docs())) {
            admit(call, request, servletRequest.getRemoteAddr());
        }
    }

    private static Trail trail(ContainerRequestContext request, RequestPath path, long startedAt) {
        return new Trail(
                RequestId.of(request.getHeaderString("x-request-id")),
                request.getMethod(),
                "/" + path.path(),
                startedAt);
    }

    private static void admit(Call call, ContainerRequestContext request, @Nullable String address) {
        var credentials = new Credentials(keys(request), fromLoopback(address), forwarded(request));
        switch (call.running().gatekeeper().decide(credentials)) {
            case Decision.Admitted admitted -> call.admit(admitted.caller());
            case Decision.Refused refused -> throw new RefusedException(refused.failure());
        }
    }

    private static List<String> keys(ContainerRequestContext request) {
        List<String> keys = new ArrayList<>(1);
        values(request, "Authorization").forEach(value -> {
            if (value.regionMatches(true, 0, "Bearer ", 0, 7)) {
                add(keys, value.substring(7));
            }
        });
        KEY_HEADERS.forEach(header -> values(request, header).forEach(value -> add(keys, value)));
        return keys;
    }

    private static void add(List<String> keys, String value) {
        if (!value.isBlank()) {
            keys.add(value.strip());
        }
    }

    private static List<String> values(ContainerRequestContext request, String header) {
        return request.getHeaders().getOrDefault(header, List.of());
    }

    /// The address is a literal, so nothing is looked up.
    private static boolean fromLoopback(@Nullable String address) {
        return address != null
                && (address.startsWith("127.")
                        || address.equals("::1")
                        || address.equals("0:0:0:0:0:0:0:1")
                        || address.startsWith("::ffff:127."));
    }

    private static boolean forwarded(ContainerRequestContext request) {
        return request.getHeaders().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name ->
                        name.equals("forwarded") || name.startsWith("x-forwarded-") || name.equals("x-real-ip"));
    }
}
