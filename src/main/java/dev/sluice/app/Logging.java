package dev.sluice.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// The log of the runnable jar: one line for each record on standard error. In a server the server's own log is used.
final class Logging {
    /// Held, because a logger nobody holds forgets its level.
    private static final Logger OURS = Logger.getLogger("dev.sluice");

    private Logging() {}

    static void start() {
        String settings = "handlers=" + LogLines.class.getName() + "\n.level=WARNING\n"
                // every caller that hangs up would be a stack trace
                + "org.glassfish.jersey.server.ServerRuntime$Responder.level=OFF\n"
                // a data store that is away is said in our own words
                + "com.zaxxer.hikari.level=OFF\ncom.github.kagkarlsson.level=OFF\n"
                // a port that is taken is said in our own words
                + "org.apache.catalina.util.LifecycleBase.level=OFF\n"
                + "org.apache.catalina.core.StandardService.level=OFF\n"
                // Jersey warns of each resource that is registered as an instance
                + "org.glassfish.jersey.internal.inject.Providers.level=SEVERE\n";
        try {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // what is said of the configuration while it is read comes before the level that it sets
        level("info");
    }

    /// @param json whether each line is a JSON object
    static void json(boolean json) {
        LogLines.json(json);
    }

    /// @param level error, warn, info, debug or trace
    static void level(String level) {
        OURS.setLevel(
                switch (level) {
                    case "error" -> Level.SEVERE;
                    case "warn" -> Level.WARNING;
                    case "debug" -> Level.FINE;
                    case "trace" -> Level.FINER;
                    default -> Level.INFO;
                });
    }
}
