package dev.sluice.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/// The threads of a pool of connections. The pool tells them to end when it is closed and does not wait for it; a
/// server that looks right afterwards takes one that is still on its way for one that was forgotten. Thread-safe.
final class PoolThreads implements ThreadFactory {
    private static final long PATIENCE_MILLIS = 1_000;

    private final ThreadFactory maker =
            Thread.ofPlatform().daemon().name("sluice-store-", 0).factory();
    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

    @Override
    public Thread newThread(Runnable work) {
        made.removeIf(one -> one.getState() == Thread.State.TERMINATED);
        Thread thread = maker.newThread(work);
        made.add(thread);
        return thread;
    }

    /// Waits for each, when all have been told to end.
    void awaitEnd() {
        try {
            for (Thread thread : made) {
                thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
