package dev.sluice.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The requests that ended last, on this node. Thread-safe; holds as many as are told, and forgets the rest.
public final class LatestEntries {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final ArrayDeque<LedgerEntry> entries;
    private long count;

    /// @param most how many are kept
    public LatestEntries(int most) {
        this.most = most;
        entries = new ArrayDeque<>(most);
    }

    void add(LedgerEntry entry) {
        lock.lock();
        try {
            if (entries.size() == most) {
                entries.removeFirst();
            }
            entries.addLast(entry);
            count++;
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Those that are kept, the newest first.
    public List<LedgerEntry> all() {
        lock.lock();
        try {
            return new ArrayList<>(entries).reversed();
        } finally {
            lock.unlock();
        }
    }

    /// How many came until now.
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// What came since a count was taken.
    ///
    /// @param entries the oldest first; those that were forgotten in between are missing
    /// @param count to ask on from
    public record News(List<LedgerEntry> entries, long count) {}

    /// Waits until something came after that count, for as long as is told.
    public News after(long before, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (count <= before && left > 0) {
                left = added.awaitNanos(left);
            }
            int fresh = (int) Math.min(count - before, entries.size());
            List<LedgerEntry> all = new ArrayList<>(entries);
            return new News(all.subList(all.size() - Math.max(0, fresh), all.size()), count);
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        lock.lock();
        try {
            entries.clear();
        } finally {
            lock.unlock();
        }
    }
}
