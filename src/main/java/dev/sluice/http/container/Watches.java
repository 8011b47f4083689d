package dev.sluice.http.container;

import jakarta.servlet.ServletRequest;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// Chooses the watch of the server that runs Sluice, at the first request it is asked for.
public final class Watches implements ConnectionWatch {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private final ScheduledExecutorService clock;
    private volatile @Nullable ConnectionWatch chosen;

    public Watches(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    @Override
    public Watchable connection(ServletRequest request) {
        ConnectionWatch watch = chosen;
        return (watch == null ? choose(request) : watch).connection(request);
    }

    private synchronized ConnectionWatch choose(ServletRequest request) {
        ConnectionWatch watch = chosen;
        if (watch == null) {
            watch = fitting(request);
            chosen = watch;
        }
        return watch;
    }

    private ConnectionWatch fitting(ServletRequest request) {
        if (UndertowWatch.knows(request)) {
            return new UndertowWatch(clock);
        }
        if (GrizzlyWatch.knows(request)) {
            return new GrizzlyWatch(clock);
        }
        try {
            return new TomcatWatch(clock);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "no watch for this server", e);
            LOG.log(
                    System.Logger.Level.INFO,
                    "this server does not tell when the caller of an awaited answer goes away; time-outs bound it");
            return NONE;
        }
    }

    private static final ConnectionWatch NONE = new ConnectionWatch() {
        @Override
        public Watchable connection(ServletRequest request) {
            return Watchable.NOT;
        }

        @Override
        public void close() {}
    };

    @Override
    public void close() {
        ConnectionWatch watch = chosen;
        if (watch != null) {
            watch.close();
        }
    }
}
