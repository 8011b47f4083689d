package dev.sluice.routing;

import dev.sluice.exchange.Failure;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts what one provider is asked, since the start. Thread-safe.
public final class Tally {
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable Failed last;

    /// A failure, in the words that a caller may see.
    public record Failed(Instant at, String message) {}

    public void began() {
        requests.increment();
        open.incrementAndGet();
    }

    public void ended() {
        open.decrementAndGet();
    }

    /// Notes a failure that was the provider's.
    public void failed(Failure failure) {
        failures.increment();
        last = new Failed(Instant.now(), failure.message());
    }

    public long requests() {
        return requests.sum();
    }

    public long failures() {
        return failures.sum();
    }

    /// Requests under way now.
    public int open() {
        return open.get();
    }

    public Optional<Failed> lastFailure() {
        return Optional.ofNullable(last);
    }
}
