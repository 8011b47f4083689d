package dev.sluice.config.imports;

/// A vendor whose address and key variables Sluice knows by its name.
///
/// @param name what `providers` calls it
/// @param kind the kind of upstream it is
/// @param baseUrl what it documents
/// @param keyVariable the environment variable that usually holds its key; empty where it needs none
public record KnownVendor(String name, String kind, String baseUrl, String keyVariable) {}
