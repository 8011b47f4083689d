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
        String moderationModel) {}
