package dev.sluice.app;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps a mistake of Jersey's out of the server's log: it warns that it will ignore each resource that is given to it
/// as an object, and then serves it.
///
/// The filter is in force only while Jersey takes our resources in, since a server's own Jersey logs for all
/// applications, and a filter left there would keep this one's classes in memory.
final class MistakenWarnings implements DynamicFeature, Filter, AutoCloseable {
    private final Logger logger = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");
    private @Nullable Filter before;
    private boolean waiting;

    /// From now on, until Jersey has come to the methods of the resources.
    synchronized void expect() {
        if (!waiting) {
            waiting = true;
            before = logger.getFilter();
            logger.setFilter(this);
        }
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        String text = String.valueOf(entry.getMessage());
        if (text.contains(" dev.sluice.") && text.contains("will be ignored")) {
            return false;
        }
        Filter other = before;
        return other == null || other.isLoggable(entry);
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        close();
    }

    @Override
    public synchronized void close() {
        if (waiting && logger.getFilter() == this) {
            logger.setFilter(before);
        }
        waiting = false;
    }
}
