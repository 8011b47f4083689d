package dev.sluice.upstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A moment after which there is no more waiting.
record Deadline(long nanoTime) {
    private static final long LONGEST = TimeUnit.DAYS.toNanos(365);

    static Deadline in(Duration wait) {
        var nanos = wait.compareTo(Duration.ofDays(365)) < 0 ? wait.toNanos() : LONGEST;
        return new Deadline(System.nanoTime() + nanos);
    }

    long nanosLeft() {
        return nanoTime - System.nanoTime();
    }

    boolean passed() {
        return nanosLeft() <= 0;
    }

    /// At least 1: to a socket 0 means for ever.
    int millisLeft() {
        return millis(nanosLeft());
    }

    static int millis(Duration wait) {
        return wait.compareTo(Duration.ofDays(20)) < 0 ? millis(wait.toNanos()) : Integer.MAX_VALUE;
    }

    private static int millis(long nanos) {
        return (int) Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos + 999_999), 1, Integer.MAX_VALUE);
    }
}
