package dev.sluice.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/// What Flyway has to say, for whoever looks for it: what went wrong is an exception as well, and the rest is routine.
public final class MigrationLog implements LogCreator {
    private static final System.Logger LOG = System.getLogger("dev.sluice.store.migrations");

    @Override
    public Log createLogger(Class<?> user) {
        return new Log() {
            @Override
            public boolean isDebugEnabled() {
                return false;
            }

            @Override
            public void debug(String message) {
                // of use to Flyway's authors
            }

            @Override
            public void info(String message) {
                LOG.log(System.Logger.Level.DEBUG, message);
            }

            @Override
            public void warn(String message) {
                LOG.log(System.Logger.Level.DEBUG, message);
            }

            @Override
            public void error(String message) {
                LOG.log(System.Logger.Level.DEBUG, message);
            }

            @Override
            public void error(String message, Exception thrown) {
                LOG.log(System.Logger.Level.DEBUG, message, thrown);
            }

            @Override
            public void notice(String message) {
                LOG.log(System.Logger.Level.DEBUG, message);
            }
        };
    }
}
