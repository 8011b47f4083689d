package dev.sluice.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Slows down who tries passwords: after several wrong ones from one address the server's users are not asked for it
/// any more, for a while. Thread-safe; at most [#MOST] addresses are remembered, the oldest is forgotten first.
public final class PasswordGuard {
    static final int MOST = 10_000;
    static final int WRONG_ONES = 10;
    static final Duration WHILE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Map<String, Tries> wrong = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > MOST;
        }
    };

    private record Tries(int count, long since) {}

    public PasswordGuard(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Whether a password from this address is looked at.
    public synchronized boolean admits(String address) {
        Tries tries = wrong.get(address);
        if (tries != null && over(tries)) {
            wrong.remove(address);
            return true;
        }
        return tries == null || tries.count() < WRONG_ONES;
    }

    public synchronized void failed(String address) {
        Tries tries = wrong.get(address);
        wrong.put(
                address,
                tries == null || over(tries)
                        ? new Tries(1, nanoTime.getAsLong())
                        : new Tries(tries.count() + 1, tries.since()));
    }

    private boolean over(Tries tries) {
        return nanoTime.getAsLong() - tries.since() > WHILE.toNanos();
    }
}
