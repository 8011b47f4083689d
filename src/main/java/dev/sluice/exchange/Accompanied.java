package dev.sluice.exchange;

import java.util.function.UnaryOperator;

/// A chat with what the gateway adds to it.
///
/// @param request what the model is asked
/// @param hearing what listens to the reply: gives a stream of the same events, or the very one it was given
public record Accompanied(ChatRequest request, UnaryOperator<ReplyStream> hearing) {

    /// A chat whose reply nobody but its caller listens to.
    public static Accompanied by(ChatRequest request) {
        return new Accompanied(request, UnaryOperator.identity());
    }

    /// The same, with one more addition to what is asked now; the additions made first hear the reply last.
    public Accompanied and(ChatAddition addition, String owner, Cancellation cancellation) {
        Accompanied more = addition.accompany(request, owner, cancellation);
        return new Accompanied(
                more.request(), reply -> hearing.apply(more.hearing().apply(reply)));
    }
}
