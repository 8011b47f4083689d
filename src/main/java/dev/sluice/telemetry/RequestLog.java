package dev.sluice.telemetry;

/// Where each request is told of once it has ended. Thread-safe; must not throw.
@FunctionalInterface
public interface RequestLog {

    /// @param status the status that the caller was sent
    /// @param outcome empty when the answer was sent whole, else one word of what cut it short
    void write(Trail trail, int status, String outcome);

    /// Tells this one first, then the other.
    default RequestLog and(RequestLog other) {
        return (trail, status, outcome) -> {
            write(trail, status, outcome);
            other.write(trail, status, outcome);
        };
    }
}
