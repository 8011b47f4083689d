package dev.sluice.config.imports;

/// A vendor whose address and key variables Sluice knows by its name.
///
/// @param name what `providers` calls it
/// @param kind the kind of upstream it is
/// @param baseUrl what it documents
public record KnownVendor(String name, String kind, String baseUrl) {}
