package dev.sluice.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tells the parts of one request that it is over before its answer: its caller has gone, or the server stops.
///
/// Thread-safe: any thread may cancel; every action that was registered runs exactly once, on the cancelling thread, or
/// at once on the registering thread when the request is already cancelled.
public final class Cancellation {
    private static final Failure GONE = new Failure.Cancelled("The request was cancelled.");

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> actions = new ArrayList<>(2);
    private volatile @Nullable Failure why;

    public boolean cancelled() {
        return why != null;
    }

    /// Why the request was cancelled; where it was not, that it was.
    public Failure why() {
        Failure known = why;
        return known == null ? GONE : known;
    }

    /// Cancels because the caller has gone.
    public void cancel() {
        cancel(GONE);
    }

    /// Cancels for a reason that the caller, who may still be there, is to be told. The first reason counts.
    public void cancel(Failure reason) {
        List<Runnable> toRun;
        lock.lock();
        try {
            if (cancelled()) {
                return;
            }
            why = reason;
            toRun = List.copyOf(actions);
            actions.clear();
        } finally {
            lock.unlock();
        }
        toRun.forEach(Runnable::run);
    }

    /// Runs `action` when the request is cancelled; the result takes the registration back.
    public Registration onCancel(Runnable action) {
        lock.lock();
        try {
            if (!cancelled()) {
                actions.add(action);
                return () -> forget(action);
            }
        } finally {
            lock.unlock();
        }
        action.run();
        return () -> {};
    }

    private void forget(Runnable action) {
        lock.lock();
        try {
            actions.remove(action);
        } finally {
            lock.unlock();
        }
    }

    /// Takes one registered action back.
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
