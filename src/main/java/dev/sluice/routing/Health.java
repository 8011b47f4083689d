package dev.sluice.routing;

import dev.sluice.config.BreakerConfig;
import dev.sluice.exchange.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is remembered of targets that failed: until when each is to be left alone.
///
/// A cooldown is what an upstream asked for; a breaker opens after several failures in a row and lets one request try
/// again when its time is over. Thread-safe; at most [#MOST] targets are remembered, the oldest is forgotten first.
public final class Health {
    static final int MOST = 10_000;
    private static final Duration LONGEST_COOLDOWN = Duration.ofMinutes(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier nanoTime;
    private volatile BreakerConfig breaker;
    private final Map<Key, Trouble> troubles = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Trouble> eldest) {
            return size() > MOST;
        }
    };

    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

    private record Key(String provider, String model) {}

    private static final class Trouble {
        int inARow;
        long avoidUntil;
        boolean avoided;
    }

    public Health(BreakerConfig breaker, LongSupplier nanoTime) {
        this.breaker = breaker;
        this.nanoTime = nanoTime;
    }

    /// Takes over changed settings; what is remembered stays.
    public void configure(BreakerConfig changed) {
        breaker = changed;
    }

    /// The targets with those to be left alone at the end, else in their order.
    public List<Target> order(List<Target> targets) {
        if (targets.size() < 2) {
            return targets;
        }
        lock.lock();
        try {
            List<Target> ready = new ArrayList<>(targets.size());
            List<Target> avoided = new ArrayList<>(0);
            for (Target target : targets) {
                (avoid(troubles.get(key(target))) ? avoided : ready).add(target);
            }
            ready.addAll(avoided);
            return ready;
        } finally {
            lock.unlock();
        }
    }

    /// One request may probe a target whose time is over; the others go on avoiding it until that one is told.
    private boolean avoid(@Nullable Trouble trouble) {
        if (trouble == null || !trouble.avoided) {
            return false;
        }
        if (nanoTime.getAsLong() - trouble.avoidUntil < 0) {
            return true;
        }
        trouble.avoidUntil = nanoTime.getAsLong() + breaker.open().toNanos();
        return false;
    }

    public void succeeded(Target target) {
        lock.lock();
        try {
            troubles.remove(key(target));
        } finally {
            lock.unlock();
        }
    }

    /// Remembers a failure that was the upstream's.
    public void failed(Target target, Failure failure) {
        tally(target.provider()).failed(failure);
        Duration cooldown = failure instanceof Failure.RefusedByUpstream refused && refused.retryAfter() != null
                ? refused.retryAfter()
                : Duration.ZERO;
        lock.lock();
        try {
            Trouble trouble = troubles.computeIfAbsent(key(target), any -> new Trouble());
            trouble.inARow++;
            Duration rest = trouble.inARow >= breaker.failures() ? longer(breaker.open(), cooldown) : cooldown;
            if (!rest.isZero()) {
                trouble.avoided = true;
                trouble.avoidUntil =
                        nanoTime.getAsLong() + shorter(rest, LONGEST_COOLDOWN).toNanos();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether the target stands at the end of plans now.
    public boolean avoided(Target target) {
        lock.lock();
        try {
            Trouble trouble = troubles.get(key(target));
            return trouble != null && trouble.avoided && nanoTime.getAsLong() - trouble.avoidUntil < 0;
        } finally {
            lock.unlock();
        }
    }

    /// The models of the provider that stand at the end of plans now.
    public List<String> avoided(String provider) {
        lock.lock();
        try {
            return troubles.entrySet().stream()
                    .filter(entry -> entry.getKey().provider().equals(provider))
                    .filter(entry -> entry.getValue().avoided && nanoTime.getAsLong() - entry.getValue().avoidUntil < 0)
                    .map(entry -> entry.getKey().model())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// What the provider was asked so far; kept for as many providers as were ever configured.
    public Tally tally(String provider) {
        return tallies.computeIfAbsent(provider, name -> new Tally());
    }

    private static Key key(Target target) {
        return new Key(target.provider(), target.model());
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
