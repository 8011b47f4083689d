package dev.sluice.dispatch;

/// What a target gave.
///
/// @param provider the name of the one that answered
/// @param model its own name of the model
public record Answered<T>(String provider, String model, T value) {}
