package dev.sluice.upstream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The connections that no request uses now. Thread-safe.
///
/// The one used last is taken first, so that after a peak the others grow old and go.
final class ConnectionPool implements AutoCloseable {
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ClientLimits limits;
    private final Watchdog watchdog;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Origin, ArrayDeque<Idle>> idle = new HashMap<>();
    private int count;
    private boolean sweepDue;
    private boolean closed;

    ConnectionPool(ClientLimits limits, Watchdog watchdog) {
        this.limits = limits;
        this.watchdog = watchdog;
    }

    private record Idle(Connection connection, long since) {}

    /// A connection that was still open a moment ago, or null.
    @Nullable
    Connection take(Origin origin) {
        while (true) {
            var last = takeLast(origin);
            if (last == null) {
                return null;
            }
            var age = System.nanoTime() - last.since();
            var connection = last.connection();
            // to look for its end takes a millisecond; at a high rate nearly all are too young for that, and a wrong
            // guess costs only a second attempt
            var good = age < TRUSTED_NANOS || age < limits.idleTime().toNanos() && connection.open();
            if (good && connection.quiet()) {
                return connection;
            }
            connection.close();
        }
    }

    private @Nullable Idle takeLast(Origin origin) {
        lock.lock();
        try {
            var queue = idle.get(origin);
            var last = queue == null ? null : queue.pollLast();
            if (last == null || queue == null) {
                return null;
            }
            count--;
            if (queue.isEmpty()) {
                idle.remove(origin);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// Keeps a connection whose last answer was read to its end.
    void give(Origin origin, Connection connection) {
        var tooMany = connection;
        lock.lock();
        try {
            if (!closed && limits.maxIdle() > 0 && limits.maxIdlePerRoute() > 0) {
                var queue = idle.computeIfAbsent(origin, absent -> new ArrayDeque<>());
                queue.addLast(new Idle(connection, System.nanoTime()));
                count++;
                tooMany = queue.size() > limits.maxIdlePerRoute() ? removeFirst(origin, queue) : removeEldest();
                planSweep();
            }
        } finally {
            lock.unlock();
        }
        if (tooMany != null) {
            tooMany.close();
        }
    }

    private @Nullable Connection removeEldest() {
        if (count <= limits.maxIdle()) {
            return null;
        }
        Origin eldest = null;
        long since = 0;
        for (var entry : idle.entrySet()) {
            var first = entry.getValue().getFirst().since();
            if (eldest == null || first - since < 0) {
                eldest = entry.getKey();
                since = first;
            }
        }
        var queue = eldest == null ? null : idle.get(eldest);
        return eldest == null || queue == null ? null : removeFirst(eldest, queue);
    }

    private Connection removeFirst(Origin origin, ArrayDeque<Idle> queue) {
        var first = queue.removeFirst().connection();
        count--;
        if (queue.isEmpty()) {
            idle.remove(origin);
        }
        return first;
    }

    private void planSweep() {
        if (!sweepDue && count > 0) {
            sweepDue = true;
            watchdog.at(Deadline.in(limits.idleTime().dividedBy(4).plusMillis(10)), this::sweep);
        }
    }

    private void sweep() {
        var old = new ArrayList<Connection>();
        lock.lock();
        try {
            sweepDue = false;
            var now = System.nanoTime();
            for (var origin : List.copyOf(idle.keySet())) {
                var queue = idle.get(origin);
                while (queue != null
                        && !queue.isEmpty()
                        && now - queue.getFirst().since() >= limits.idleTime().toNanos()) {
                    old.add(removeFirst(origin, queue));
                }
            }
            planSweep();
        } finally {
            lock.unlock();
        }
        old.forEach(Connection::close);
    }

    int size() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        var all = new ArrayList<Connection>();
        lock.lock();
        try {
            closed = true;
            idle.values().forEach(queue -> queue.forEach(one -> all.add(one.connection())));
            idle.clear();
            count = 0;
        } finally {
            lock.unlock();
        }
        all.forEach(Connection::close);
    }
}
