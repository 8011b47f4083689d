package dev.sluice.exchange;

/// A JSON language that callers and upstreams speak. Where both sides speak the same one, bytes pass through.
public enum Dialect {
    /// OpenAI's chat completions.
    OPENAI_CHAT,
    /// OpenAI's responses.
    OPENAI_RESPONSES,
    /// Anthropic's messages.
    ANTHROPIC
}
