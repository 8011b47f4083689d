package dev.sluice.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Does small things when they are due, up to one tick late, on one daemon thread that exists only while something is.
/// Thread-safe.
///
/// It ends what has no time-out of its own (writes, TLS handshakes) and also what has one: a virtual thread that waits
/// with a time-out has it planned and unplanned at every wait, which costs more than the rest of reading a head. Here
/// nearly every alarm is taken back before it is looked at, so they lie in a set, unsorted.
final class Watchdog implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long JOIN_MILLIS = 2_000;

    private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ReentrantLock waking = new ReentrantLock();
    private @Nullable Thread thread;
    private volatile boolean closed;

    Alarm at(Deadline deadline, Runnable action) {
        var alarm = new Alarm(true, action);
        alarm.set(deadline.nanoTime());
        return watched(alarm);
    }

    /// An alarm that may be set again and again. It is to be closed.
    Alarm repeatedly(Runnable action) {
        return watched(new Alarm(false, action));
    }

    private Alarm watched(Alarm alarm) {
        alarms.add(alarm);
        wake();
        return alarm;
    }

    private void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) {
            start();
        }
    }

    private void start() {
        waking.lock();
        try {
            if (!closed) {
                thread = Thread.ofPlatform().daemon().name("upstream-watchdog").start(this::watch);
            }
        } finally {
            waking.unlock();
        }
    }

    private void watch() {
        var lastSeen = System.nanoTime();
        while (!closed && (!alarms.isEmpty() || System.nanoTime() - lastSeen < LINGER_NANOS)) {
            LockSupport.parkNanos(TICK_NANOS);
            var now = System.nanoTime();
            for (var alarm : alarms) {
                lastSeen = now;
                alarm.ringIfDue(now);
            }
        }
        awake.set(false);
        // one may have been set just before
        if (!alarms.isEmpty()) {
            wake();
        }
    }

    /// Returns when its thread has ended: a class loader may go away next. Nothing rings any more.
    @Override
    public void close() {
        Thread last;
        waking.lock();
        try {
            closed = true;
            last = thread;
            thread = null;
        } finally {
            waking.unlock();
        }
        if (last != null && last != Thread.currentThread()) {
            LockSupport.unpark(last);
            join(last);
        }
    }

    private static void join(Thread last) {
        try {
            last.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Something that is due at the set time, if any, until it is closed.
    final class Alarm implements AutoCloseable {
        private static final long NEVER = 0;

        private final AtomicLong due = new AtomicLong(NEVER);
        private final boolean once;
        private final Runnable action;

        private Alarm(boolean once, Runnable action) {
            this.once = once;
            this.action = action;
        }

        void set(long nanoTime) {
            due.set(nanoTime == NEVER ? 1 : nanoTime);
        }

        void clear() {
            due.set(NEVER);
        }

        private void ringIfDue(long now) {
            var time = due.get();
            if (time != NEVER && now - time >= 0 && due.compareAndSet(time, NEVER)) {
                if (once) {
                    alarms.remove(this);
                }
                action.run();
            }
        }

        @Override
        public void close() {
            clear();
            alarms.remove(this);
        }
    }
}
