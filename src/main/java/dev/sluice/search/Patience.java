package dev.sluice.search;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long one search may still take. Immutable.
final class Patience {
    private final LongSupplier nanos;
    private final long until;

    Patience(Duration time, LongSupplier nanos) {
        this.nanos = nanos;
        this.until = nanos.getAsLong() + time.toNanos();
    }

    /// Zero when it is over.
    Duration left() {
        return Duration.ofNanos(Math.max(0, until - nanos.getAsLong()));
    }
}
