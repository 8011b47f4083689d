package dev.sluice.search;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.upstream.RetryAfter;
import dev.sluice.upstream.UpstreamClient;
import dev.sluice.upstream.UpstreamException;
import dev.sluice.upstream.UpstreamReply;
import dev.sluice.upstream.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One search's way to its engine: fetches pages while the time lasts, and says in Sluice's words what went
/// wrong. Used by one thread.
public final class Visit {
    private static final int MOST_REDIRECTS = 3;
    private static final int LARGEST_PAGE = 4 * 1024 * 1024;
    // engines send an error to what calls itself nothing, and Wikipedia's policy asks for a name
    private static final String AGENT = "Mozilla/5.0 (compatible; Sluice)";

    private final String engine;
    private final UpstreamClient client;
    private final Optional<URI> forwarder;
    private final Gate gate;
    private final Patience patience;
    private final Cancellation cancellation;
    private final Clock clock;

    Visit(
            String engine,
            UpstreamClient client,
            Optional<URI> forwarder,
            Gate gate,
            Patience patience,
            Cancellation cancellation,
            Clock clock) {
        this.engine = engine;
        this.client = client;
        this.forwarder = forwarder;
        this.gate = gate;
        this.patience = patience;
        this.cancellation = cancellation;
        this.clock = clock;
    }

    /// Fetches a page; redirects are followed on the same host.
    ///
    /// @throws RefusedException where the engine answers with anything but a page
    public Page fetch(PageRequest request) {
        PageRequest next = request;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            try (UpstreamReply reply = send(next)) {
                if (reply.status() == 200) {
                    return new Page(this, body(reply));
                }
                next = redirected(next, reply);
            } catch (IOException e) {
                throw broken(e);
            }
        }
        throw changed("redirects without end");
    }

    private UpstreamReply send(PageRequest request) throws IOException {
        Duration left = patience.left();
        if (left.isZero()) {
            throw late();
        }
        return client.send(
                new UpstreamRequest(
                        request.posts() ? "POST" : "GET",
                        forwarded(request),
                        headers(request),
                        request.content(),
                        Optional.empty()),
                left,
                left,
                cancellation);
    }

    /// Through a forwarder the engine's host is the first segment of the path.
    private URI forwarded(PageRequest request) {
        URI uri = request.uri();
        if (forwarder.isEmpty() || request.own()) {
            return uri;
        }
        String base = forwarder.get().toString().replaceAll("/+$", "");
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return URI.create(
                base + "/" + uri.getRawAuthority() + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    private static Map<String, String> headers(PageRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", AGENT);
        headers.put("accept", "text/html,application/json;q=0.9,*/*;q=0.5");
        headers.put("accept-encoding", "gzip");
        if (request.form() != null) {
            headers.put("content-type", "application/x-www-form-urlencoded");
        } else if (request.body() != null) {
            headers.put("content-type", "text/plain; charset=utf-8");
        }
        headers.putAll(request.headers());
        return headers;
    }

    private byte[] body(UpstreamReply reply) throws IOException {
        InputStream body = reply.body();
        var collected = new ByteArrayOutputStream();
        byte[] some = new byte[16 * 1024];
        while (true) {
            Duration left = patience.left();
            if (left.isZero()) {
                throw late();
            }
            reply.body().readTimeout(left);
            int read = body.read(some);
            if (read < 0) {
                return collected.toByteArray();
            }
            collected.write(some, 0, read);
            if (collected.size() > LARGEST_PAGE) {
                throw changed("more than 4 MB");
            }
        }
    }

    private PageRequest redirected(PageRequest from, UpstreamReply reply) {
        int status = reply.status();
        if (status / 100 != 3) {
            throw refused(from, status, reply);
        }
        URI there = reply.header("location")
                .flatMap(Links::parsed)
                .map(from.uri()::resolve)
                .orElse(null);
        if (there == null || there.getHost() == null) {
            throw changed("a redirect to nowhere");
        }
        if (!there.getHost().equalsIgnoreCase(from.uri().getHost())) {
            // engines send those they suspect to a page of consent or of tests on another host
            throw suspicious();
        }
        return new PageRequest(there, Map.of(), from.headers(), null, null, from.key(), from.own());
    }

    private RefusedException refused(PageRequest request, int status, UpstreamReply reply) {
        if (status == 429) {
            return tooMany(RetryAfter.asked(
                            reply.header("retry-after").orElse(null),
                            reply.header("retry-after-ms").orElse(null),
                            clock)
                    .orElse(Gate.PAUSE));
        }
        String key = request.key();
        if (key != null && (status == 401 || status == 403)) {
            return new RefusedException(new Failure.Unavailable(
                    engine, "The search engine '" + engine + "' does not accept the key in " + key + "."));
        }
        if (!request.own() && (status == 202 || status == 403 || status == 418)) {
            return suspicious();
        }
        return failed("answered with status " + status + ".");
    }

    private RefusedException tooMany(Duration pause) {
        gate.leaveAlone(pause);
        return gate.resting();
    }

    /// The engine wants to see a human: it is left alone for a while.
    public RefusedException suspicious() {
        gate.leaveAlone(Gate.SUSPICION);
        return new RefusedException(new Failure.Unavailable(
                engine,
                "The search engine '" + engine + "' takes the gateway for a robot and asks for a human; use another"
                        + " engine, or try again later.",
                Gate.SUSPICION));
    }

    /// The page is none that can be read: the engine has changed it.
    ///
    /// @param what was seen instead
    public RefusedException changed(String what) {
        return failed("sent what is not understood (" + what + "); its pages may have changed.");
    }

    /// What was asked for cannot be looked for.
    ///
    /// @param message a sentence that names the parameter
    public RefusedException wrong(String parameter, String message) {
        return WebSearch.invalid(parameter, message);
    }

    /// The engine failed by its own account.
    ///
    /// @param did the rest of a sentence, with its full stop
    public RefusedException failed(String did) {
        return new RefusedException(
                new Failure.UpstreamBroken(engine, "The search engine '" + engine + "' " + did, false));
    }

    private RefusedException late() {
        return new RefusedException(new Failure.UpstreamBroken(
                engine, "The search engine '" + engine + "' did not answer within search.timeout.", true));
    }

    private RefusedException broken(IOException e) {
        if (e instanceof SocketTimeoutException || patience.left().isZero()) {
            return cancellation.cancelled() ? cancelled() : late();
        }
        UpstreamException.@Nullable Reason reason = e instanceof UpstreamException known ? known.reason() : null;
        if (reason == null) {
            return failed("broke the connection.");
        }
        return switch (reason) {
            case CANCELLED -> cancelled();
            case CONNECT_TIMEOUT, HEAD_TIMEOUT -> late();
            case CONNECT_REFUSED -> failed("refuses connections.");
            case DNS -> failed("could not be found by name.");
            case TLS -> failed("could not be reached by TLS; its certificate may not be trusted.");
            case CLOSED_EARLY -> failed("closed the connection before its answer was whole.");
            case MALFORMED, TOO_LARGE -> failed("sent an answer that is not proper HTTP.");
        };
    }

    private static RefusedException cancelled() {
        return new RefusedException(new Failure.Cancelled("The search was cancelled."));
    }
}
