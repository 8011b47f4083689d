package dev.sluice.provider.openai;

import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.openai.CompletionCooldown;
import dev.sluice.dialect.openai.CompletionErrors;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.upstream.Redactor;
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
import org.jspecify.annotations.Nullable;

/// One account at an upstream: sends requests with its key, and says in Sluice's words what went wrong.
final class OpenAiAccount {
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final Duration ERROR_PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final ProviderConfig config;
    private final UpstreamClient client;
    private final Clock clock;
    private final String base;
    private final Redactor redactor;

    OpenAiAccount(String name, ProviderConfig config, UpstreamClient client, Clock clock) {
        this.name = name;
        this.config = config;
        this.client = client;
        this.clock = clock;
        this.base = config.baseUrl().orElseThrow().toString();
        this.redactor =
                new Redactor(config.apiKey().present() ? List.of(config.apiKey().reveal()) : List.of(), List.of(base));
    }

    String name() {
        return name;
    }

    ProviderConfig config() {
        return config;
    }

    Clock clock() {
        return clock;
    }

    String base() {
        return base;
    }

    /// Sends a request and gives an answer of status 200 to 299; anything else is a refusal.
    UpstreamReply send(
            String method,
            String path,
            Map<String, String> callersHeaders,
            byte[] body,
            Duration connect,
            Duration patience,
            Cancellation cancellation) {
        var request = new UpstreamRequest(
                method, URI.create(base + path), headers(callersHeaders, body), body, config.proxy());
        try {
            UpstreamReply reply = client.send(request, connect, patience, cancellation);
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

    private Map<String, String> headers(Map<String, String> callersHeaders, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", "sluice");
        headers.putAll(callersHeaders);
        headers.put("accept", "application/json, text/event-stream");
        if (body.length > 0) {
            headers.put("content-type", "application/json");
        }
        if (config.apiKey().present()) {
            headers.put("authorization", "Bearer " + config.apiKey().reveal());
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
        var error = CompletionErrors.read(name, reply.status(), errorBody(reply), cooldown(reply));
        return new RefusedException(error.withMessage(redactor.redact(error.message())));
    }

    private @Nullable Duration cooldown(UpstreamReply reply) {
        return CompletionCooldown.asked(
                        reply.header("retry-after").orElse(null),
                        reply.header("retry-after-ms").orElse(null),
                        clock)
                .orElse(null);
    }

    private static byte[] errorBody(UpstreamReply reply) {
        try {
            reply.body().readTimeout(ERROR_PATIENCE);
            return reply.body().readNBytes(LONGEST_ERROR);
        } catch (IOException e) {
            // the status alone tells enough
            return new byte[0];
        }
    }

    /// What an exception of the connection means.
    RefusedException broken(IOException e) {
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
