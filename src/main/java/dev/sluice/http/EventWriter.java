package dev.sluice.http;

import dev.sluice.exchange.ReplyEvent;
import java.io.IOException;

/// Writes one reply as server-sent events. Used by one thread.
///
/// What it puts into the sink goes out with the next flush, which is the caller's.
public interface EventWriter {

    /// Writes what one event becomes; never a silence.
    void write(ReplyEvent event, LateSseSink sink);

    /// Writes what is still owed when the reply has ended well.
    void end(LateSseSink sink);

    /// Writes that the reply cannot go on: the last of the stream, and no clean-looking end.
    void failed(RuntimeException thrown, LateSseSink sink);

    /// Called last, however the stream ended.
    default void over() {}

    /// Says that nothing came for a while.
    default void silence(LateSseSink sink) throws IOException {
        sink.ping();
    }
}
