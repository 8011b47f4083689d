package dev.sluice.config;

/// `auth`: who may call.
///
/// @param apiKey admits callers
/// @param adminKey admits operators, who are callers too
/// @param open true = anybody may call from anywhere, as a caller only
public record AuthConfig(Secret apiKey, Secret adminKey, boolean open, SsoConfig sso) {}
