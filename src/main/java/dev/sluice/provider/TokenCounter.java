package dev.sluice.provider;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.RefusedException;

/// A provider that counts what a chat would cost to read, without answering it.
public interface TokenCounter extends Provider {

    /// The tokens of the prompt.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses or cannot be reached
    long count(ChatRequest request, String model, Attempt attempt);
}
