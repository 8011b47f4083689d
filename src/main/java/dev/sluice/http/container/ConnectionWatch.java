package dev.sluice.http.container;

import jakarta.servlet.http.HttpServletRequest;

/// Tells when the caller of a request closes its connection while the answer is awaited.
public interface ConnectionWatch extends AutoCloseable {

    /// Runs `gone` at most once, on a thread of the watch, when the caller has gone. Called on the container's thread.
    Watched watch(HttpServletRequest request, Runnable gone);

    @Override
    void close();

    /// One watched connection; closing ends the watch, and no `gone` begins afterwards.
    @FunctionalInterface
    interface Watched extends AutoCloseable {
        Watched NOT = () -> {};

        @Override
        void close();
    }
}
