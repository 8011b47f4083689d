package dev.sluice.config;

import java.time.Duration;

/// `limits.breaker`: when a failing target is put last.
///
/// @param failures how many in a row open it
/// @param open how long it stays open before it is probed
public record BreakerConfig(int failures, Duration open) {
    public BreakerConfig {
        Rules.of("limits.breaker")
                .atLeast("failures", failures, 1)
                .longerThanZero("open", open)
                .done();
    }
}
