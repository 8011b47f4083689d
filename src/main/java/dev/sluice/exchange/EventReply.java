package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/// An answer of events in OpenAI's shape that are no chat's; the first of them is there. Used by one thread.
public interface EventReply extends AutoCloseable {

    /// Waits for the next step; null at the end.
    ///
    /// @throws RefusedException where the answer cannot go on
    @Nullable
    Step next();

    /// Whether the next step is there already.
    boolean ready();

    /// What the answer cost, as far as it was told.
    Usage usage();

    /// Gives the rest up where the end has not come.
    @Override
    void close();

    /// One step.
    sealed interface Step {
        /// @param name of the event; empty where it has none
        /// @param json a complete JSON object
        record Message(String name, byte[] json) implements Step {}

        /// The mark at the end that some upstreams send.
        record Done() implements Step {}

        /// Nothing came for one ping interval; the answer goes on.
        record Silence() implements Step {}
    }
}
