package dev.sluice.http;

import dev.sluice.access.Credentials;
import dev.sluice.access.Decision;
import dev.sluice.access.Gatekeeper;
import dev.sluice.access.Identity;
import dev.sluice.access.PasswordGuard;
import dev.sluice.access.RateLimit;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.telemetry.Readiness;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Every request comes by here first: it gets its id, its path is put right, and its caller is admitted or refused, all
/// before a byte of its body is read.
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class CallFilter implements ContainerRequestFilter {
    private static final List<String> KEY_HEADERS = List.of("g4f-api-key", "x-api-key", "api-key");

    private static final Failure DRAINING = new Failure.Unavailable(
            "sluice", "This gateway is being drained and takes no new requests.", Readiness.TRY_AGAIN);

    private final Supplier<Running> running;
    private final Readiness readiness;
    private final RateLimit rates = new RateLimit(System::nanoTime);
    private final ServerUser serverUser = new ServerUser(new PasswordGuard(System::nanoTime));

    public CallFilter(Supplier<Running> running, Readiness readiness) {
        this.running = running;
        this.readiness = readiness;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long startedAt = System.nanoTime();
        HttpServletRequest servletRequest = Arrivals.servletRequest(request);
        Running now = running.get();
        RequestPath path = RequestPath.of(request.getUriInfo(), now.config());
        ErrorShape errors = ErrorShape.of("/" + path.path(), request.getHeaderString("anthropic-version") != null);
        var headers = headers(request);
        var forwarding = Forwarding.of(headers, remote(servletRequest), now.gatekeeper()::trusts);
        Trail trail = trail(request, path, startedAt);
        trail.cameFrom(forwarding.client());
        Call call = new Call(now, trail, forwarding, path.basePath(), errors);
        call.keepIn(servletRequest);
        acceptAnything(request);
        path.changed()
                .ifPresent(uri -> request.setRequestUri(request.getUriInfo().getBaseUri(), uri));
        if (request.getMethod().equals("OPTIONS")) {
            request.abortWith(Response.noContent().build());
        } else if (!OpenPaths.holds(path.path(), now.config().docs())) {
            admit(call, headers, servletRequest);
            if (readiness.draining()) {
                throw new RefusedException(DRAINING);
            }
        }
    }

    /// What cannot be read asks for nothing that we could not give; a server would refuse it without a word.
    private static void acceptAnything(ContainerRequestContext request) {
        try {
            request.getAcceptableMediaTypes();
        } catch (RuntimeException unreadable) {
            request.getHeaders().putSingle("Accept", "*/*");
        }
    }

    private static String remote(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return address == null ? "" : address;
    }

    private static Map<String, List<String>> headers(ContainerRequestContext request) {
        Map<String, List<String>> headers = new HashMap<>();
        request.getHeaders()
                .forEach((name, values) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), any -> new ArrayList<>(1))
                        .addAll(values));
        return headers;
    }

    private static Trail trail(ContainerRequestContext request, RequestPath path, long startedAt) {
        return new Trail(
                RequestId.of(request.getHeaderString("x-request-id")),
                request.getMethod(),
                "/" + path.path(),
                startedAt);
    }

    private void admit(Call call, Map<String, List<String>> headers, HttpServletRequest request) {
        Gatekeeper gatekeeper = call.running().gatekeeper();
        List<Identity> identities = new ArrayList<>(1);
        if (call.forwarding().trusted()) {
            ProxyUser.of(headers, call.running().config().auth().sso()).ifPresent(identities::add);
        }
        List<String> keys = keys(headers);
        ServerUser.Found found =
                serverUser.of(request, call.forwarding().client(), !identities.isEmpty() || gatekeeper.knows(keys));
        if (found instanceof ServerUser.Found.Somebody(Identity identity)) {
            identities.add(identity);
        }
        var credentials = new Credentials(
                keys,
                fromLoopback(remote(request)),
                forwarded(headers.keySet()),
                identities,
                found instanceof ServerUser.Found.Wrong);
        switch (gatekeeper.decide(credentials)) {
            case Decision.Admitted admitted -> {
                call.admit(admitted.caller());
                count(call);
            }
            case Decision.Refused refused -> throw new RefusedException(refused.failure());
        }
    }

    /// Whoever needs no credential is known by the address alone.
    private void count(Call call) {
        int perMinute = call.running().config().limits().requestsPerMinute();
        if (perMinute == 0) {
            return;
        }
        String name = call.running().gatekeeper().asksForKeys()
                ? call.owner()
                : call.owner() + " " + call.forwarding().client();
        RateLimit.Told told = rates.ask(name, perMinute);
        call.limited(told);
        if (!told.admitted()) {
            throw new RefusedException(new Failure.TooOften(
                    "More than " + perMinute + " requests a minute; the next may come in "
                            + Math.max(1, told.next().plusMillis(999).toSeconds()) + " s.",
                    told.next()));
        }
    }

    private static List<String> keys(Map<String, List<String>> headers) {
        List<String> keys = new ArrayList<>(1);
        headers.getOrDefault("authorization", List.of()).forEach(value -> {
            if (value.regionMatches(true, 0, "Bearer ", 0, 7)) {
                add(keys, value.substring(7));
            }
        });
        KEY_HEADERS.forEach(header -> headers.getOrDefault(header, List.of()).forEach(value -> add(keys, value)));
        return keys;
    }

    private static void add(List<String> keys, String value) {
        if (!value.isBlank()) {
            keys.add(value.strip());
        }
    }

    /// The address is a literal, so nothing is looked up.
    private static boolean fromLoopback(String address) {
        return address.startsWith("127.")
                || address.equals("::1")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.startsWith("::ffff:127.");
    }

    private static boolean forwarded(Set<String> headers) {
        return headers.stream()
                .anyMatch(name ->
                        name.equals("forwarded") || name.startsWith("x-forwarded-") || name.equals("x-real-ip"));
    }
}
