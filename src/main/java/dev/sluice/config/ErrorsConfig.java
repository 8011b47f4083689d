package dev.sluice.config;

/// `errors`.
///
/// @param footer closes every error; empty = none
public record ErrorsConfig(String footer) {}
