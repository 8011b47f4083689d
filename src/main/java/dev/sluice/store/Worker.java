package dev.sluice.store;

/// Does jobs of one kind, several at the same time.
@FunctionalInterface
public interface Worker {
    enum Outcome {
        DONE,
        /// To be begun again: this node is being stopped, or something was missing.
        LATER
    }

    /// @param job the name under which it was added
    Outcome work(String job);
}
