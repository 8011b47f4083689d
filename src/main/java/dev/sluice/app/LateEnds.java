package dev.sluice.app;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Keeps out of the log that Jersey ends an answer which Tomcat has ended already, its caller having hung up: both are
/// told of the broken connection at once, and either may be the first.
///
/// Only for the Jersey that came with this application: its loggers belong to this class loader.
final class LateEnds implements Filter {
    /// Held, because a logger nobody holds forgets its filter.
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    static void hush() {
        JERSEY.setFilter(new LateEnds());
    }

    /// The server keeps its loggers by class loader: a filter left there would keep this one in memory.
    static void end() {
        JERSEY.setFilter(null);
    }

    static boolean fitting() {
        try {
            ClassLoader ours = LateEnds.class.getClassLoader();
            Class<?> jersey = Class.forName("org.glassfish.jersey.server.ServerRuntime", false, ours);
            return jersey.getClassLoader() == ours;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(entry.getThrown() instanceof IllegalStateException late
                && String.valueOf(late.getMessage()).contains("AsyncContext after an error had occurred"));
    }
}
