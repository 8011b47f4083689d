package dev.sluice.http.container;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Looks at connections twice a second. Thread-safe.
final class Lookout implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");
    private static final long LOOK_MILLIS = 500;

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> looking;

    Lookout(ScheduledExecutorService clock) {
        looking = clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// A look at a connection; what it throws says that the connection is broken.
    @FunctionalInterface
    interface Look {
        boolean finds() throws IOException;
    }

    ConnectionWatch.Watched keep(Look closed, Runnable gone) {
        var entry = new Entry(closed, gone);
        entries.add(entry);
        return entry;
    }

    private void look() {
        for (Entry entry : entries) {
            try {
                entry.look();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "a connection cannot be watched", e);
                entry.close();
            }
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        entries.clear();
    }

    private final class Entry implements ConnectionWatch.Watched {
        private final ReentrantLock lock = new ReentrantLock();
        private final Look closed;
        private final Runnable gone;
        private boolean over;

        Entry(Look closed, Runnable gone) {
            this.closed = closed;
            this.gone = gone;
        }

        void look() {
            if (hasGone()) {
                LOG.log(System.Logger.Level.DEBUG, "a caller has gone before its answer");
                close();
                gone.run();
            }
        }

        private boolean hasGone() {
            lock.lock();
            try {
                return !over && closed.finds();
            } catch (IOException e) {
                return true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            entries.remove(this);
            lock.lock();
            try {
                over = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
