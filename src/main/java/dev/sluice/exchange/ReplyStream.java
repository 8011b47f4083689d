package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/// A reply, pulled event by event by one thread.
///
/// [#next()] may block; it ends when the caller's [Cancellation] is cancelled from another thread. Closing an
/// unfinished stream cancels the upstream's work; closing twice does nothing.
public interface ReplyStream extends AutoCloseable {

    /// The next event, or null after the last one.
    ///
    /// @throws RefusedException when the reply cannot go on; the stream is then at its end
    @Nullable
    ReplyEvent next();

    /// True when the next event is already here, so that a writer may put several into one write.
    default boolean ready() {
        return false;
    }

    @Override
    void close();
}
