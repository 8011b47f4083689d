package dev.sluice.search;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// What keeps us polite to one engine: a few searches at a time, and none while it asked to be left alone.
/// Thread-safe.
final class Gate {
    /// After a 429 that names no time.
    static final Duration PAUSE = Duration.ofSeconds(30);
    /// After the engine took us for a robot.
    static final Duration SUSPICION = Duration.ofSeconds(60);

    static final int AT_A_TIME = 4;
    static final int MOST_WAITING = 32;

    private final String engine;
    private final LongSupplier nanos;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final AtomicLong restsUntil;

    Gate(String engine, LongSupplier nanos) {
        this.engine = engine;
        this.nanos = nanos;
        this.restsUntil = new AtomicLong(nanos.getAsLong());
    }

    /// Waits for a place, which [#leave] gives back.
    void enter(Patience patience) {
        if (!rest().isZero()) {
            throw resting();
        }
        if (places.getQueueLength() >= MOST_WAITING) {
            throw new RefusedException(new Failure.Unavailable(
                    engine,
                    "Too many searches wait for the search engine '" + engine + "'; try again in a moment.",
                    Duration.ofSeconds(1)));
        }
        try {
            if (!places.tryAcquire(patience.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new RefusedException(new Failure.UpstreamBroken(
                        engine,
                        "The search engine '" + engine + "' was busy with other searches for all of search.timeout.",
                        true));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(new Failure.Cancelled("The search was interrupted."), e);
        }
        if (!rest().isZero()) {
            places.release();
            throw resting();
        }
    }

    void leave() {
        places.release();
    }

    /// Nobody asks the engine for so long.
    void leaveAlone(Duration pause) {
        long until = nanos.getAsLong() + pause.toNanos();
        restsUntil.accumulateAndGet(until, (known, asked) -> asked - known > 0 ? asked : known);
    }

    /// What a caller is told meanwhile.
    RefusedException resting() {
        return new RefusedException(new Failure.RefusedByUpstream(
                engine,
                429,
                "The search engine '" + engine + "' has had too many searches; use another engine, or try again later.",
                "rate_limit_error",
                null,
                "rate_limit_exceeded",
                rest()));
    }

    private Duration rest() {
        return Duration.ofNanos(Math.max(0, restsUntil.get() - nanos.getAsLong()));
    }
}
