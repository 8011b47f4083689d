package dev.sluice.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.ConnectionException;

/// What an exception of the database means.
final class Causes {
    private static final Set<Integer> H2_CLOSED =
            Set.of(ErrorCode.DATABASE_IS_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN, ErrorCode.CONNECTION_BROKEN_1);

    private Causes() {}

    /// Whether the database could not be reached, or went away.
    static boolean away(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof ConnectionException
                        || cause instanceof SQLTransientConnectionException
                        || cause instanceof SQLNonTransientConnectionException
                        || cause instanceof SQLException sql && away(sql));
    }

    /// Class 08 is a broken connection, 57P a database that is being stopped or started, 53 one without resources.
    private static boolean away(SQLException thrown) {
        String state = String.valueOf(thrown.getSQLState());
        return H2_CLOSED.contains(thrown.getErrorCode())
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53");
    }

    /// Why a place could not be opened and what an operator can do, as one sentence or two.
    static String sentence(Source place, Throwable thrown) {
        if (place instanceof Source.File && locked(thrown)) {
            return "The data store " + place.shown() + " is in use by another process, and features that need it"
                    + " answer 503 here. Stop the other Sluice, give this one a home of its own (SLUICE_HOME), or let"
                    + " both share a PostgreSQL database (data.url).";
        }
        return "The data store (" + place.shown() + ") cannot be opened, and features that need it answer 503 until it"
                + " can: " + words(thrown);
    }

    private static boolean locked(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause ->
                        cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1);
    }

    /// The innermost words on one line. Drivers do not put passwords there.
    static String words(Throwable thrown) {
        Throwable last = causes(thrown).reduce((a, b) -> b).orElse(thrown);
        String message = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
