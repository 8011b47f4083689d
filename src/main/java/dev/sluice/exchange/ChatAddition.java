package dev.sluice.exchange;

/// Something that a caller may ask of the gateway besides a model's answer: earlier turns of a conversation, a
/// character, results of a search. Thread-safe.
public interface ChatAddition {

    /// Adds what the request asks for. One that asks for nothing of this comes back as it is.
    ///
    /// @param owner whose conversations and files the caller may see
    /// @param cancellation ends the work when the caller has gone
    /// @throws RefusedException where what is asked for cannot be had
    Accompanied accompany(ChatRequest request, String owner, Cancellation cancellation);
}
