package dev.sluice.provider.wire;

import dev.sluice.provider.Attempt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long each wait of one attempt may last: until the first event, between events, and in all.
///
/// A whole answer comes when it is complete, so only the time in all bounds it. Used by one thread.
public final class Patience {
    private static final long LAST_WORDS = TimeUnit.SECONDS.toNanos(3);

    private final Attempt attempt;
    private final boolean streamed;
    private final long startedAt = System.nanoTime();
    private long lastEventAt = startedAt;
    private boolean begun;
    private boolean answered;

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

    /// The answer is whole: what has not come soon now does not come.
    public void answered() {
        answered = true;
    }

    private long idle() {
        return Math.min(attempt.idle().toNanos(), answered ? LAST_WORDS : Long.MAX_VALUE);
    }

    private long left() {
        long now = System.nanoTime();
        long inAll = attempt.deadline() - now;
        if (!streamed) {
            return inAll;
        }
        long step = begun ? idle() - (now - lastEventAt) : attempt.firstToken().toNanos() - (now - startedAt);
        return Math.min(inAll, step);
    }
}
