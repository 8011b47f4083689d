package dev.sluice.provider;

import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;

/// A provider that writes down what is spoken.
public interface TranscriptionProvider extends Provider {

    /// Gives the words, or the first event of them.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses, cannot be reached, or answers what is no answer
    TranscriptionReply transcribe(TranscriptionRequest request, String model, Attempt attempt);
}
