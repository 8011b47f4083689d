package dev.sluice.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a message.
public sealed interface Part {

    record Text(String text) implements Part {}

    /// @param detail how closely to look, in the caller's word (OpenAI: auto, low, high); null = unsaid
    record Image(Content content, @Nullable String detail) implements Part {}

    /// Spoken sound; the content's media type is `audio/wav`, `audio/mpeg` or the like.
    record Audio(Content content) implements Part {}

    /// A document.
    ///
    /// @param name the file's name, null where untold
    /// @param fileId a file that the caller uploaded before; null where the content is here
    record File(
            @Nullable String name,
            @Nullable Content content,
            @Nullable String fileId) implements Part {}

    /// What an assistant said instead of an answer.
    record Refusal(String text) implements Part {}

    /// An assistant's reasoning.
    ///
    /// @param signature the upstream's proof that the text is its own, null where it gave none
    record Thought(String text, @Nullable String signature) implements Part {}

    /// An assistant's reasoning that only its upstream can read (Anthropic's `redacted_thinking`).
    record SealedThought(String data) implements Part {}

    /// A call that an assistant made.
    ///
    /// @param arguments a JSON object as text
    record ToolUse(String id, String name, String arguments) implements Part {}

    /// What a tool answered.
    ///
    /// @param id that of the [ToolUse]
    /// @param parts texts, images and files
    /// @param failed whether the tool says that it failed
    record ToolResult(String id, List<Part> parts, boolean failed) implements Part {
        public ToolResult {
            parts = List.copyOf(parts);
        }

        /// The texts, joined by line ends.
        public String text() {
            return new Message(Role.TOOL, parts, null).text();
        }
    }
}
