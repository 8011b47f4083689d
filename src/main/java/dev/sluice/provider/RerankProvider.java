package dev.sluice.provider;

import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankRequest;

/// A provider that orders documents by what they have to do with a question.
public interface RerankProvider extends Provider {

    /// Scores the documents of one request; those that were asked for are enough.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses, cannot be reached, or answers what is no answer
    RerankReply rerank(RerankRequest request, String model, Attempt attempt);
}
