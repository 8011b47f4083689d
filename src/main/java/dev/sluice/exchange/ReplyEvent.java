package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/// One step of a reply.
///
/// An upstream that speaks the caller's dialect gives [Chunk]s (or one [Whole]) whose bytes are passed on; any other
/// gives the neutral steps, which the caller's dialect writes. [Silence] may come at any time and says only that
/// nothing came for a while.
public sealed interface ReplyEvent {

    /// A piece of the answer's text.
    record Text(int choice, String delta) implements ReplyEvent {}

    /// A piece of the model's reasoning.
    record Thought(int choice, String delta) implements ReplyEvent {}

    /// The upstream's proof that the reasoning which just ended is its own; a caller sends it back with the text.
    record Signed(int choice, String signature) implements ReplyEvent {}

    /// Reasoning that only its upstream can read; a caller sends it back as it came.
    record SealedThought(int choice, String data) implements ReplyEvent {}

    /// A piece of what the model says instead of an answer.
    record Refused(int choice, String delta) implements ReplyEvent {}

    /// A source that the answer's text so far rests on.
    record Cited(int choice, Citation citation) implements ReplyEvent {}

    /// A piece of a tool call: `id` and `name` come with the first piece of each `index`, arguments in any number.
    record ToolCall(
            int choice,
            int index,
            @Nullable String id,
            @Nullable String name,
            String arguments) implements ReplyEvent {}

    /// The end of one choice, with OpenAI's reason: stop, length, tool_calls, content_filter.
    record Finished(int choice, String reason) implements ReplyEvent {}

    /// What the reply cost. `chunk` is the upstream's own message of it, where it sent one in the caller's dialect.
    record Spent(Usage usage, @Nullable Chunk chunk) implements ReplyEvent {}

    /// One message of a stream, a complete JSON object in `dialect`.
    record Chunk(Dialect dialect, byte[] json) implements ReplyEvent {}

    /// The whole answer in one JSON object in `dialect`.
    record Whole(Dialect dialect, byte[] json, Usage usage) implements ReplyEvent {}

    /// Nothing came for one ping interval; the reply goes on.
    record Silence() implements ReplyEvent {}
}
