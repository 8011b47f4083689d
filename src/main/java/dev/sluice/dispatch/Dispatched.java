package dev.sluice.dispatch;

import dev.sluice.exchange.ReplyStream;
import java.util.function.UnaryOperator;

/// A reply that has begun: its first event is here, so its status is known.
///
/// @param provider the name of the one that answers
/// @param model its own name of the model
/// @param reply gives the first event too; to be closed by whoever holds it
public record Dispatched(String provider, String model, ReplyStream reply) {

    /// The same, with somebody who listens to the reply.
    public Dispatched heardBy(UnaryOperator<ReplyStream> hearing) {
        return new Dispatched(provider, model, hearing.apply(reply));
    }
}
