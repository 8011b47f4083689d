package dev.sluice.exchange;

/// The words of a [TranscriptionRequest].
public sealed interface TranscriptionReply {

    /// The words alone, for the formats json and text.
    record Words(String text, Usage usage) implements TranscriptionReply {}

    /// An answer in the format asked for, as it came.
    record Wire(byte[] body, Usage usage) implements TranscriptionReply {}

    /// `transcript.text.delta` events and one `transcript.text.done`.
    record Events(EventReply events) implements TranscriptionReply {}
}
