package dev.sluice.exchange;

/// The sound of a [SpeechRequest].
public sealed interface SpeechReply {
    record Sound(ByteReply bytes) implements SpeechReply {}

    /// `speech.audio.delta` events and one `speech.audio.done`.
    record Events(EventReply events) implements SpeechReply {}
}
