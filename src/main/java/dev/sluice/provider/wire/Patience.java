package dev.sluice.provider.wire;

import dev.sluice.provider.Attempt;
import java.time.Duration;

/// How long each wait of one attempt may last: until the first event, between events, and in all.
///
/// A whole answer comes when it is complete, so only the time in all bounds it. Used by one thread.
public final class Patience {
    private final Attempt attempt;
    private final boolean streamed;
    private final long startedAt = System.nanoTime();
    private long lastEventAt = startedAt;
    private boolean begun;

    public Patience(Attempt attempt, boolean streamed) {
        this.attempt = attempt;
        this.streamed = streamed;
    }

    public Duration untilHead() {
        return Duration.ofNanos(Math.max(1, left()));
    }

    /// The longest that the next read may wait before somebody must look: the ping interval at most.
    public Duration nextRead() {
        return Duration.ofNanos(Math.max(1, Math.min(attempt.ping().toNanos(), left())));
    }

    public boolean over() {
        return left() <= 0;
    }

    public void eventCame() {
        begun = true;
        lastEventAt = System.nanoTime();
    }

    private long left() {
        long now = System.nanoTime();
        long inAll = attempt.deadline() - now;
        if (!streamed) {
            return inAll;
        }
        long step = begun
                ? attempt.idle().toNanos() - (now - lastEventAt)
                : attempt.firstToken().toNanos() - (now - startedAt);
        return Math.min(inAll, step);
    }
}
