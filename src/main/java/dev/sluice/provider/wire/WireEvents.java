package dev.sluice.provider.wire;

import dev.sluice.dialect.openai.EndpointEvents;
import dev.sluice.exchange.EventReply;
import dev.sluice.exchange.EventReply.Step;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.upstream.SseEvent;
import dev.sluice.upstream.SseReader;
import dev.sluice.upstream.UpstreamReply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/// Events as they come from an upstream. A stream that breaks off without a last event is no clean end. Used by one
/// thread.
public final class WireEvents implements EventReply {
    private static final int LARGEST = 32 * 1024 * 1024;

    private final Account account;
    private final UpstreamReply reply;
    private final Patience patience;
    private final SseReader sse;
    private final EndpointEvents events;
    private @Nullable Step first;
    private boolean ended;

    private WireEvents(Account account, UpstreamReply reply, Patience patience) {
        this.account = account;
        this.reply = reply;
        this.patience = patience;
        this.sse = new SseReader(reply.body(), LARGEST);
        this.events = new EndpointEvents(account.name());
    }

    /// Waits for the first event.
    ///
    /// @throws RefusedException where none comes; the reply is closed then
    public static WireEvents begun(Account account, UpstreamReply reply, Patience patience) {
        var events = new WireEvents(account, reply, patience);
        try {
            Step step = events.pull();
            while (step instanceof Step.Silence) {
                step = events.pull();
            }
            if (step == null) {
                throw new RefusedException(new Failure.UpstreamBroken(
                        account.name(), "The provider '" + account.name() + "' sent an empty answer.", false));
            }
            events.first = step;
            return events;
        } catch (RuntimeException e) {
            reply.close();
            throw e;
        }
    }

    @Override
    public @Nullable Step next() {
        Step step = first;
        first = null;
        return step == null ? pull() : step;
    }

    private @Nullable Step pull() {
        if (ended) {
            return null;
        }
        reply.body().readTimeout(patience.nextRead());
        try {
            SseEvent event = sse.next();
            patience.eventCame();
            if (event == null) {
                ended = true;
                events.end();
                return null;
            }
            Step step = events.accept(event.name(), event.data());
            ended = step instanceof Step.Done;
            return step;
        } catch (SocketTimeoutException e) {
            if (patience.over()) {
                throw account.broken(e);
            }
            return new Step.Silence();
        } catch (IOException e) {
            throw account.broken(e);
        }
    }

    @Override
    public boolean ready() {
        return first != null || sse.ready();
    }

    @Override
    public Usage usage() {
        return events.usage();
    }

    @Override
    public void close() {
        reply.close();
    }
}
