package dev.sluice.exchange;

/// Who speaks in a conversation.
public enum Role {
    /// The operator of the conversation; what OpenAI calls `developer` is the same.
    SYSTEM,
    USER,
    ASSISTANT,
    /// What the tools answered that the assistant called; such a message holds [Part.ToolResult]s alone.
    TOOL
}
