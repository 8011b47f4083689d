package dev.sluice.http.anthropic;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.dialect.anthropic.MessagesReader;
import dev.sluice.dialect.anthropic.TokenEstimate;
import dev.sluice.dispatch.Answered;
import dev.sluice.dispatch.Bounds;
import dev.sluice.dispatch.Errand;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.ChatDoor;
import dev.sluice.http.Failures;
import dev.sluice.http.Incoming;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Serving;
import dev.sluice.http.TrailHeaders;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.Capability;
import dev.sluice.provider.Provider;
import dev.sluice.provider.TokenCounter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Counts the tokens of a message: by the provider of its model where that counts, else by an estimate, which the
/// header `x-sluice-estimated` admits.
public final class CountDoor {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Serving serving;

    public CountDoor(Serving serving) {
        this.serving = serving;
    }

    private record Count(long tokens, boolean estimated) {}

    /// Returns at once; the answer is given by the thread that serves the call.
    ///
    /// @param provider the one that the path names; null for any
    void open(HttpServletRequest request, Incoming incoming, AsyncResponse answer, @Nullable String provider) {
        serving.serve(incoming.call(), request, () -> answer.resume(answered(incoming, provider)));
    }

    private static Response answered(Incoming incoming, @Nullable String provider) {
        Call call = incoming.call();
        try {
            ChatRequest read = MessagesReader.readForCount(Bodies.json(incoming), incoming.travelling());
            ChatRequest request = ChatDoor.within(provider, read, call);
            Errand<Provider, Count> errand = new Errand<>(
                    Capability.CHAT,
                    request.model(),
                    request.providers(),
                    request.proxy(),
                    Provider.class,
                    false,
                    Bounds.of(request.document().tree()),
                    (asked, model, attempt) -> count(asked, request, model, attempt));
            Answered<Count> counted = call.running().dispatcher().ask(errand, call.trail(), call.cancellation());
            Response answer = JsonAnswer.ok(MAPPER.createObjectNode()
                    .put("input_tokens", counted.value().tokens()));
            return TrailHeaders.on(Response.fromResponse(answer), call.trail())
                    .header("x-sluice-estimated", counted.value().estimated() ? "true" : null)
                    .build();
        } catch (RuntimeException e) {
            return Failures.answer(call, e);
        }
    }

    private static Count count(Provider provider, ChatRequest request, String model, Attempt attempt) {
        if (provider instanceof TokenCounter counter) {
            try {
                return new Count(counter.count(request, model, attempt), false);
            } catch (RefusedException e) {
                if (!cannotCount(e.failure())) {
                    throw e;
                }
            }
        }
        return new Count(TokenEstimate.of(request), true);
    }

    /// Other vendors behind Anthropic's dialect know the messages, and not always the count.
    private static boolean cannotCount(Failure failure) {
        return failure instanceof Failure.RefusedByUpstream refused
                && (refused.status() == 405
                        || refused.status() == 501
                        || refused.status() == 404 && !"not_found_error".equals(refused.type()));
    }
}
