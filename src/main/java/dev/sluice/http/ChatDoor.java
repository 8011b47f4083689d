package dev.sluice.http;

import dev.sluice.catalog.Listing;
import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.Accompanied;
import dev.sluice.exchange.ChatAddition;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.http.container.ConnectionWatch;
import dev.sluice.telemetry.RequestLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Serves chats of one protocol: reads the request, has it dispatched, and answers with the status that the
/// first event decides.
public final class ChatDoor {
    private final Serving serving;
    private final ConnectionWatch watch;
    private final RequestLog log;
    private final List<ChatAddition> additions;
    private final Protocol protocol;

    /// @param additions what a caller may ask for besides the answer, in the order in which it is added
    public ChatDoor(
            Serving serving, ConnectionWatch watch, RequestLog log, List<ChatAddition> additions, Protocol protocol) {
        this.serving = serving;
        this.watch = watch;
        this.log = log;
        this.additions = List.copyOf(additions);
        this.protocol = protocol;
    }

    /// Returns at once; the answer is given by the thread that serves the call.
    public void open(HttpServletRequest request, Incoming incoming, AsyncResponse answer) {
        open(request, incoming, answer, UnaryOperator.identity());
    }

    /// The same, for one provider that the path names.
    public void open(HttpServletRequest request, Incoming incoming, AsyncResponse answer, @Nullable String provider) {
        open(request, incoming, answer, asked -> within(provider, asked, incoming.call()));
    }

    /// The same, for what the path says.
    ///
    /// @param told puts what the path says into the request
    public void open(
            HttpServletRequest request, Incoming incoming, AsyncResponse answer, UnaryOperator<ChatRequest> told) {
        Call call = incoming.call();
        ConnectionWatch.Watchable connection =
                watch.connection(request.getAsyncContext().getRequest());
        call.brokenOffBy(connection::breakOff);
        serving.serve(call, request, () -> answer.resume(answered(incoming, told, connection)));
    }

    private Response answered(
            Incoming incoming, UnaryOperator<ChatRequest> told, ConnectionWatch.Watchable connection) {
        Call call = incoming.call();
        try {
            ChatRequest request = told.apply(protocol.read(incoming));
            return awaited(call, request, connection);
        } catch (RuntimeException e) {
            return Failures.answer(call, e);
        }
    }

    /// The watch begins when the request has been read and ends before the answer begins: outside of that the
    /// connection is the container's alone.
    private Response awaited(Call call, ChatRequest request, ConnectionWatch.Watchable connection) {
        try (var watched = connection.watch(call.cancellation()::cancel)) {
            Accompanied asked = accompanied(request, call);
            Dispatched begun = call.running()
                    .dispatcher()
                    .chat(asked.request(), call.trail(), call.cancellation())
                    .heardBy(asked.hearing());
            return request.stream() ? streamed(call, request, begun) : whole(call, request, begun);
        }
    }

    private Accompanied accompanied(ChatRequest request, Call call) {
        Accompanied asked = Accompanied.by(request);
        for (ChatAddition addition : additions) {
            asked = asked.and(addition, call.owner(), call.cancellation());
        }
        return asked;
    }

    /// The same request, asked of the provider that a path names; null names none.
    public static ChatRequest within(@Nullable String provider, ChatRequest request, Call call) {
        if (provider == null) {
            return request;
        }
        Listing listing = Aim.named(provider, call);
        String model = request.model();
        return request.withModel(
                model == null || model.equals("auto") ? provider : provider + "/" + Aim.withoutItsName(listing, model));
    }

    private Response whole(Call call, ChatRequest request, Dispatched begun) {
        try (var reply = begun.reply()) {
            byte[] json = protocol.whole(call, request, begun);
            return TrailHeaders.on(Response.ok(json, MediaType.APPLICATION_JSON_TYPE), call.trail())
                    .header("Content-Length", json.length)
                    .build();
        }
    }

    private Response streamed(Call call, ChatRequest request, Dispatched begun) {
        call.logLater();
        var pump = new ChatPump(call, begun, protocol.events(call, request, begun), log);
        return TrailHeaders.on(Response.ok(pump, "text/event-stream; charset=utf-8"), call.trail())
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no")
                .build();
    }
}
