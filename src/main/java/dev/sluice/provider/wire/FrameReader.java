package dev.sluice.provider.wire;

import dev.sluice.exchange.ReplyEvent;
import java.util.List;

/// Reads one reply of one upstream, message by message, and says what each means. Used by one thread.
///
/// A failure that comes with events is thrown after those were added: they were sent before it.
public interface FrameReader {
    /// Takes one message of a stream.
    ///
    /// @param name the name of the server-sent event; empty or `message` where it has none
    /// @param data its data; must not be changed afterwards
    /// @throws dev.sluice.exchange.RefusedException where the upstream reports an error or cannot be understood
    void accept(String name, byte[] data, List<ReplyEvent> out);

    /// Takes an answer that came in one piece.
    ///
    /// @throws dev.sluice.exchange.RefusedException where it reports an error or cannot be understood
    void whole(byte[] json, List<ReplyEvent> out);

    /// Takes the end of a stream's bytes.
    ///
    /// @throws dev.sluice.exchange.RefusedException where the stream was cut
    void end(List<ReplyEvent> out);

    /// Takes that the connection broke: nothing more comes. What is known of the cost is told.
    default void cut(List<ReplyEvent> out) {}

    /// Whether the answer is whole, so that only its cost and its end can still come: a connection that breaks now, or
    /// an upstream that falls silent without saying that it is through, takes nothing from it.
    default boolean answered() {
        return false;
    }

    /// Whether the stream has ended, so that nothing more need be read from the upstream.
    boolean over();

    /// Whether a stream of this upstream is one JSON object on each line rather than server-sent events.
    default boolean byLines() {
        return false;
    }
}
