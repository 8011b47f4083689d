package dev.sluice.provider;

/// What a model can be asked for. Its word is the one of [ModelCard#type()].
public enum Capability {
    CHAT("chat", "chats"),
    EMBEDDING("embedding", "embeddings"),
    IMAGE("image", "images"),
    SPEECH("speech", "speech"),
    TRANSCRIPTION("transcription", "transcriptions"),
    MODERATION("moderation", "moderations"),
    RERANK("rerank", "reranking");

    private final String type;
    private final String plural;

    Capability(String type, String plural) {
        this.type = type;
        this.plural = plural;
    }

    /// The word for a model's type.
    public String type() {
        return type;
    }

    /// The word for messages.
    public String plural() {
        return plural;
    }
}
