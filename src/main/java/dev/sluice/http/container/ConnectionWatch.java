package dev.sluice.http.container;

import jakarta.servlet.ServletRequest;

/// Tells when the caller of a request closes its connection while the answer is awaited.
public interface ConnectionWatch extends AutoCloseable {

    /// The connection of a request, to be watched later. Called on the container's thread, with the request as the
    /// container made it.
    Watchable connection(ServletRequest request);

    @Override
    void close();

    /// A connection whose request has been read and whose answer has not begun.
    @FunctionalInterface
    interface Watchable {
        /// One that tells nothing.
        Watchable NOT = gone -> () -> {};

        /// Runs `gone` at most once, on a thread of the watch, when the caller has gone.
        Watched watch(Runnable gone);

        /// Ends the connection at once, so that an answer that cannot go on is not taken for a whole one.
        default void breakOff() {}
    }

    /// One watched connection; closing ends the watch, and no look at the connection happens afterwards.
    @FunctionalInterface
    interface Watched extends AutoCloseable {
        @Override
        void close();
    }
}
