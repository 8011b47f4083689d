package dev.sluice.config;

/// `defaults`: what serves a request that names no model. Empty = unset.
///
/// @param provider the provider whose default model `auto` is; empty = the first enabled one
/// @param model the model for text; empty or `auto` = the default model of `provider`
public record DefaultsConfig(
        String provider,
        String model,
        String imageModel,
        String speechModel,
        String transcriptionModel,
        String embeddingModel,
        String moderationModel) {

    /// The model for requests of a type: chat, image, speech, transcription, embedding or moderation; empty = unset.
    public String modelOf(String type) {
        return switch (type) {
            case "chat" -> model;
            case "image" -> imageModel;
            case "speech" -> speechModel;
            case "transcription" -> transcriptionModel;
            case "embedding" -> embeddingModel;
            case "moderation" -> moderationModel;
            default -> "";
        };
    }
}
