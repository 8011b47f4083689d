package dev.sluice.dialect.responses;

import dev.sluice.exchange.Failure;

/// Reads the error that stands in an answer or in a stream.
@FunctionalInterface
public interface ErrorReading {
    /// @param json an object whose `error` says what went wrong
    Failure read(byte[] json);
}
