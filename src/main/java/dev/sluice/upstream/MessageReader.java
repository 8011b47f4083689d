package dev.sluice.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds the messages of a stream in its bytes. For one thread.
public interface MessageReader {
    /// The next message, or null after the last. After a [java.net.SocketTimeoutException] the next call goes on where
    /// this one stopped.
    ///
    /// @throws TooLargeException when a message is larger than is taken
    @Nullable
    SseEvent next() throws IOException;

    /// True when the next message - or the failure in its place - is here already, so that [#next()] will not wait.
    boolean ready();
}
