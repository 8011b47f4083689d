package dev.sluice.search;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What was found lately, bounded in number, size and age; what was used longest ago goes first. Thread-safe.
final class ResultCache {
    static final Duration AGE = Duration.ofMinutes(5);
    static final int MOST = 500;
    static final long LARGEST = 4L * 1024 * 1024;

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Search, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    ResultCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Kept(List<SearchResult> results, long since, long size) {}

    Optional<List<SearchResult>> of(Search search) {
        lock.lock();
        try {
            Kept known = kept.get(search);
            if (known == null) {
                return Optional.empty();
            }
            if (nanos.getAsLong() - known.since() > AGE.toNanos()) {
                forget(search);
                return Optional.empty();
            }
            return Optional.of(known.results());
        } finally {
            lock.unlock();
        }
    }

    void keep(Search search, List<SearchResult> results) {
        long weight = search.toString().length() + results.toString().length();
        if (weight > LARGEST / 4) {
            return;
        }
        lock.lock();
        try {
            forget(search);
            kept.put(search, new Kept(results, nanos.getAsLong(), weight));
            size += weight;
            Iterator<Map.Entry<Search, Kept>> eldest = kept.entrySet().iterator();
            while (kept.size() > MOST || size > LARGEST) {
                size -= eldest.next().getValue().size();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(Search search) {
        Kept gone = kept.remove(search);
        if (gone != null) {
            size -= gone.size();
        }
    }
}
