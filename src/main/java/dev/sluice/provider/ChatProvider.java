package dev.sluice.provider;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;

/// A provider that answers chats.
public interface ChatProvider extends Provider {

    /// Begins one reply: sends the request and waits for the upstream's status, not for its first event.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses or cannot be reached
    ReplyStream chat(ChatRequest request, String model, Attempt attempt);

    /// Whether requests of this dialect go to the upstream as they came. All others are told in neutral words.
    default boolean speaks(Dialect dialect) {
        return false;
    }

    /// Whether images must be in the prompt themselves: such a provider is never told an address.
    default boolean needsBytes() {
        return false;
    }
}
