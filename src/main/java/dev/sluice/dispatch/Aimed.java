package dev.sluice.dispatch;

/// Who would be asked for a model.
///
/// @param provider the one that serves it
/// @param model its own name of the model
/// @param kind the provider's kind
public record Aimed(String provider, String model, String kind) {}
