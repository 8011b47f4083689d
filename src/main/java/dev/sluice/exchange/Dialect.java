package dev.sluice.exchange;

import com.fasterxml.jackson.databind.JsonNode;

/// A JSON language that callers and upstreams speak. Where both sides speak the same one, bytes pass through.
public enum Dialect {
    /// No upstream's: what is asked stands in the [Prompt] alone, and replies come in neutral events.
    NONE,
    /// OpenAI's chat completions.
    OPENAI_CHAT,
    /// OpenAI's completions, which preceded chats.
    OPENAI_TEXT,
    /// OpenAI's responses.
    OPENAI_RESPONSES,
    /// Anthropic's messages.
    ANTHROPIC;

    /// Whether a document of this dialect asks for an answer in JSON, as far as can be told without reading its prompt.
    public boolean shapesOutput(Document document) {
        JsonNode tree = document.tree();
        return switch (this) {
            case NONE, OPENAI_TEXT -> false;
            case OPENAI_CHAT -> tree.hasNonNull("response_format");
            case OPENAI_RESPONSES -> tree.path("text").hasNonNull("format");
            case ANTHROPIC ->
                tree.hasNonNull("output_format") || tree.path("output_config").hasNonNull("format");
        };
    }
}
