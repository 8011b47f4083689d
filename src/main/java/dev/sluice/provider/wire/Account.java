package dev.sluice.provider.wire;

import dev.sluice.config.ProviderConfig;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.upstream.Redactor;
import dev.sluice.upstream.RequestBody;
import dev.sluice.upstream.RetryAfter;
import dev.sluice.upstream.UpstreamClient;
import dev.sluice.upstream.UpstreamException;
import dev.sluice.upstream.UpstreamReply;
import dev.sluice.upstream.UpstreamRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One account at an upstream: sends requests with its key, and says in Sluice's words what went wrong.
public final class Account {
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final Duration ERROR_PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_ALLOWANCES = 20;
    private static final int LARGEST_ASKED = 16 * 1024 * 1024;
    private static final Duration ASK_CONNECT = Duration.ofSeconds(5);
    private static final Duration ASK_PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final ProviderConfig config;
    private final UpstreamClient client;
    private final Clock clock;
    private final String base;
    private final Redactor redactor;
    private final KeyHeader keyHeader;
    private final ErrorReader errors;

    /// @param config has a base URL
    /// @param keyHeader how the key is sent
    /// @param errors reads what the upstream says where it refuses
    public Account(
            String name,
            ProviderConfig config,
            UpstreamClient client,
            Clock clock,
            KeyHeader keyHeader,
            ErrorReader errors) {
        this.keyHeader = keyHeader;
        this.errors = errors;
        this.name = name;
        this.config = config;
        this.client = client;
        this.clock = clock;
        this.base = config.baseUrl().orElseThrow().toString();
        this.redactor =
                new Redactor(config.apiKey().present() ? List.of(config.apiKey().reveal()) : List.of(), List.of(base));
    }

    public String name() {
        return name;
    }

    public ProviderConfig config() {
        return config;
    }

    public Clock clock() {
        return clock;
    }

    public String base() {
        return base;
    }

    /// Sends a chat or the like as JSON; the patience begins to run.
    public UpstreamReply post(
            String path, Map<String, String> callersHeaders, byte[] json, Attempt attempt, Patience patience) {
        Map<String, String> headers = headers(withCookies(callersHeaders, path, attempt), json.length > 0);
        var request = new UpstreamRequest("POST", URI.create(base + path), headers, json, way(attempt));
        return send(request, attempt, patience);
    }

    /// Sends anything else; the patience begins to run.
    ///
    /// @param type what the body is
    /// @param accept what may come back
    public UpstreamReply post(
            String path,
            Map<String, String> callersHeaders,
            RequestBody body,
            String type,
            String accept,
            Attempt attempt,
            Patience patience) {
        Map<String, String> headers = headers(withCookies(callersHeaders, path, attempt), false);
        headers.put("accept", accept);
        headers.put("content-type", type);
        var request = new UpstreamRequest("POST", URI.create(base + path), headers, body, way(attempt));
        return send(request, attempt, patience);
    }

    /// Cookies go only to a provider whose operator says so.
    private Map<String, String> withCookies(Map<String, String> headers, String path, Attempt attempt) {
        String cookies = config.cookies() ? attempt.cookies().apply(URI.create(base + path)) : "";
        if (cookies.isEmpty()) {
            return headers;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put("cookie", cookies);
        return more;
    }

    /// Fetches what an answer of this upstream points to, from the upstream's own host and nowhere else.
    ///
    /// @throws RefusedException where it points elsewhere, or cannot be fetched
    public byte[] fetch(String url, int largest, Attempt attempt, Patience patience) {
        URI own = URI.create(base);
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw elsewhere();
        }
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getRawUserInfo() != null || !own.getHost().equalsIgnoreCase(uri.getHost())) {
            throw elsewhere();
        }
        boolean sameOrigin = own.getScheme().equalsIgnoreCase(uri.getScheme()) && own.getPort() == uri.getPort();
        Map<String, String> headers = sameOrigin ? headers(Map.of(), false) : new LinkedHashMap<>();
        headers.put("accept", "*/*");
        var request = new UpstreamRequest("GET", uri, headers, new byte[0], way(attempt));
        try (UpstreamReply reply = send(request, attempt, patience)) {
            return WholeBody.read(this, reply, patience, largest);
        }
    }

    private RefusedException elsewhere() {
        return new RefusedException(new Failure.UpstreamBroken(
                name, "The provider '" + name + "' gave an address that is not on its own host.", false));
    }

    /// Asks for something small, a list of models for example, outside of any request, and gives it whole.
    public byte[] ask(String path, Map<String, String> headers) {
        return ask(path, headers, new byte[0]);
    }

    /// The same with a question in JSON, which is posted; an empty one is none.
    public byte[] ask(String path, Map<String, String> headers, byte[] json) {
        String method = json.length == 0 ? "GET" : "POST";
        try (UpstreamReply reply = send(method, path, headers, json, ASK_CONNECT, ASK_PATIENCE, new Cancellation())) {
            reply.body().readTimeout(ASK_PATIENCE);
            return reply.body().readAll(LARGEST_ASKED);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// Sends a request and gives an answer of status 200 to 299; anything else is a refusal.
    ///
    /// @param path below the base URL, with its query
    /// @param callersHeaders sent before those of the account, which replace them
    /// @throws RefusedException where the upstream refuses or cannot be reached
    public UpstreamReply send(
            String method,
            String path,
            Map<String, String> callersHeaders,
            byte[] body,
            Duration connect,
            Duration patience,
            Cancellation cancellation) {
        var request = new UpstreamRequest(
                method, URI.create(base + path), headers(callersHeaders, body.length > 0), body, config.proxy());
        return send(request, connect, patience, cancellation, told -> {});
    }

    private Optional<URI> way(Attempt attempt) {
        return attempt.proxy().or(config::proxy);
    }

    private UpstreamReply send(UpstreamRequest request, Attempt attempt, Patience patience) {
        return send(request, attempt.connect(), patience.untilHead(), attempt.cancellation(), attempt.allowance());
    }

    private UpstreamReply send(
            UpstreamRequest request,
            Duration connect,
            Duration patience,
            Cancellation cancellation,
            Consumer<Map<String, String>> allowance) {
        try {
            UpstreamReply reply = client.send(request, connect, patience, cancellation);
            allowance.accept(allowance(reply));
            if (reply.status() / 100 == 2) {
                return reply;
            }
            try (reply) {
                throw refusal(reply);
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static Map<String, String> allowance(UpstreamReply reply) {
        Map<String, String> told = new LinkedHashMap<>();
        reply.headers().forEach((header, values) -> {
            if (header.startsWith("x-ratelimit-") && told.size() < MOST_ALLOWANCES) {
                told.put(header, values.getFirst());
            }
        });
        return told;
    }

    private Map<String, String> headers(Map<String, String> callersHeaders, boolean json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", "sluice");
        headers.putAll(callersHeaders);
        headers.put("accept", "application/json, text/event-stream");
        if (json) {
            headers.put("content-type", "application/json");
        }
        if (config.apiKey().present()) {
            headers.put(keyHeader.name(), keyHeader.prefix() + config.apiKey().reveal());
        }
        config.headers().forEach((header, value) -> {
            headers.keySet().removeIf(header::equalsIgnoreCase);
            headers.put(header, value);
        });
        return headers;
    }

    private RefusedException refusal(UpstreamReply reply) throws IOException {
        if (reply.status() / 100 == 3) {
            return new RefusedException(new Failure.UpstreamBroken(
                    name,
                    "The provider '" + name + "' answered with a redirect (" + reply.status()
                            + "), which is not followed; check providers." + name + ".base-url.",
                    false));
        }
        var error = errors.read(name, reply.status(), errorBody(reply), cooldown(reply));
        return new RefusedException(error.withMessage(redactor.redact(error.message())));
    }

    /// The same without the account's key and address, which an upstream may repeat inside a reply, too.
    RefusedException redacted(RefusedException refused) {
        return refused.failure() instanceof Failure.RefusedByUpstream error
                ? new RefusedException(error.withMessage(redactor.redact(error.message())))
                : refused;
    }

    private @Nullable Duration cooldown(UpstreamReply reply) {
        return RetryAfter.asked(
                        reply.header("retry-after").orElse(null),
                        reply.header("retry-after-ms").orElse(null),
                        clock)
                .orElse(null);
    }

    private static byte[] errorBody(UpstreamReply reply) {
        try {
            reply.body().readTimeout(ERROR_PATIENCE);
            return reply.body().readUpTo(LONGEST_ERROR);
        } catch (IOException e) {
            // the status alone tells enough
            return new byte[0];
        }
    }

    /// What an exception of the connection means.
    public RefusedException broken(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return new RefusedException(
                    new Failure.UpstreamBroken(name, "The provider '" + name + "' did not answer in time.", true), e);
        }
        if (e instanceof UpstreamException upstream) {
            return broken(upstream);
        }
        return new RefusedException(
                new Failure.UpstreamBroken(name, "The connection to the provider '" + name + "' broke.", false), e);
    }

    private RefusedException broken(UpstreamException e) {
        String subject = "The provider '" + name + "' ";
        Failure failure = switch (e.reason()) {
            case CANCELLED -> new Failure.Cancelled("The request was cancelled.");
            case CONNECT_REFUSED -> lost(subject + "refuses connections.", false);
            case CONNECT_TIMEOUT -> lost(subject + "could not be reached in time.", true);
            case DNS -> lost(subject + "could not be found by name.", false);
            case TLS -> lost(subject + "could not be reached by TLS; its certificate may not be trusted.", false);
            case HEAD_TIMEOUT -> lost(subject + "did not answer in time.", true);
            case CLOSED_EARLY -> lost(subject + "closed the connection before its answer was whole.", false);
            case MALFORMED -> lost(subject + "sent an answer that is not proper HTTP.", false);
            case TOO_LARGE -> lost(subject + "sent more than is read of one answer or event.", false);
        };
        return new RefusedException(failure, e);
    }

    private Failure lost(String message, boolean timedOut) {
        return new Failure.UpstreamBroken(name, message, timedOut);
    }
}
