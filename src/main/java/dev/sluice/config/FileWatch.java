package dev.sluice.config;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks at files a few times a second and tells when they have changed and come to rest. Contents are compared, so
/// that renamed files, swapped links and files that appear later are seen alike. Thread-safe; one daemon thread
/// until closed.
final class FileWatch implements AutoCloseable {
    private static final long PAUSE_MILLISECONDS = 150;

    private final Runnable changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile WatchedFiles seen;

    FileWatch(Path file, Runnable changed) {
        this.changed = changed;
        this.seen = WatchedFiles.look(List.of(file));
        this.thread = Thread.ofPlatform().daemon().name("sluice-configuration").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Tells what was read: from now on everything else is a change.
    void watch(WatchedFiles read) {
        seen = read;
    }

    @Override
    public void close() {
        closed.countDown();
        if (thread != Thread.currentThread()) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var before = seen;
        try {
            while (!closed.await(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                var now = WatchedFiles.look(seen.contents().keySet());
                // A file that still grows is left alone: half of it could be valid and lack the keys of the other half.
                if (!now.equals(seen) && now.equals(before)) {
                    changed.run();
                }
                before = now;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
