package dev.sluice.provider;

import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.exchange.RefusedException;

/// A provider that tells whether words and images break the rules of decency.
public interface ModerationProvider extends Provider {

    /// Judges all items of one request.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses, cannot be reached, or answers what is no answer
    ModerationReply moderate(ModerationRequest request, String model, Attempt attempt);
}
