package dev.sluice.provider;

import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.SpeechReply;
import dev.sluice.exchange.SpeechRequest;

/// A provider that speaks.
public interface SpeechProvider extends Provider {

    /// Begins to speak: the first bytes, or the first event, are there when it returns.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses, cannot be reached, or answers what is no answer
    SpeechReply speak(SpeechRequest request, String model, Attempt attempt);
}
