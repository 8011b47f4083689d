package dev.sluice.provider;

import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.RefusedException;

/// A provider that turns texts into vectors.
public interface EmbeddingProvider extends Provider {

    /// Gives all vectors of one request.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses, cannot be reached, or answers what is no answer
    EmbeddingReply embed(EmbeddingRequest request, String model, Attempt attempt);
}
