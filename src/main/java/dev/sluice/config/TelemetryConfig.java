package dev.sluice.config;

import java.net.URI;
import java.util.Optional;

/// `telemetry`.
///
/// @param metrics whether `/metrics` is served
/// @param otlp where traces are sent; absent = nowhere
public record TelemetryConfig(boolean metrics, Optional<URI> otlp) {
    public TelemetryConfig {
        Rules.of("telemetry")
                .check(
                        otlp.flatMap(WebAddress::fault).isEmpty(),
                        "otlp",
                        otlp.flatMap(WebAddress::fault).orElse(""))
                .done();
    }
}
