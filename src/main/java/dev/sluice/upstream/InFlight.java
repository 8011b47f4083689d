package dev.sluice.upstream;

import dev.sluice.exchange.Cancellation;
import dev.sluice.upstream.UpstreamException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One request on its way, and the one thing its thread waits for now: a name, a socket. Ending it from another thread
/// closes that thing. Thread-safe.
///
/// Whoever takes the held thing out owns it. That is what keeps a late cancellation from closing a connection that has
/// meanwhile gone back to the pool and serves another request.
final class InFlight {
    private final AtomicReference<@Nullable Closeable> held = new AtomicReference<>();
    private final AtomicReference<@Nullable Reason> ended = new AtomicReference<>();
    private final Set<InFlight> others;
    private final Cancellation.Registration registration;

    /// @param others all that are on their way; this one is among them until it is released
    InFlight(Cancellation cancellation, Set<InFlight> others) {
        this.others = others;
        others.add(this);
        registration = cancellation.onCancel(() -> end(Reason.CANCELLED));
    }

    /// Makes `resource` what is closed when the request ends from outside.
    void hold(Closeable resource) throws UpstreamException {
        held.set(resource);
        if (ended.get() != null) {
            closeHeld();
            throw explain(null, Reason.CANCELLED, "");
        }
    }

    /// Ends the request: the first reason stays.
    void end(Reason reason) {
        ended.compareAndSet(null, reason);
        closeHeld();
    }

    boolean ended() {
        return ended.get() != null;
    }

    /// Lets go without closing; false when the request was ended before and the held thing is closed.
    boolean release() {
        registration.close();
        others.remove(this);
        return held.getAndSet(null) != null;
    }

    /// Gives a failure its true reason: a socket that we closed ourselves fails like one that broke.
    UpstreamException explain(@Nullable IOException cause, Reason otherwise, String message) {
        var reason = ended.get();
        if (reason == null && Thread.currentThread().isInterrupted()) {
            reason = Reason.CANCELLED;
        }
        if (reason == null) {
            return new UpstreamException(otherwise, message, cause);
        }
        var words = switch (reason) {
            case HEAD_TIMEOUT -> "the upstream did not answer in time";
            case CONNECT_TIMEOUT -> "the connection was not made in time";
            default -> "the request was cancelled";
        };
        return new UpstreamException(reason, words, cause);
    }

    private void closeHeld() {
        var resource = held.getAndSet(null);
        if (resource != null) {
            try {
                resource.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
