package dev.sluice.config;

import java.nio.file.Path;
import java.time.Duration;

/// `media`: generated and uploaded images and sounds.
///
/// @param maxTotal bytes of all of them together
public record MediaConfig(Path dir, Duration expiry, long maxTotal) {
    public MediaConfig {
        Rules.of("media")
                .longerThanZero("expiry", expiry)
                .atLeast("max-total", maxTotal, 1)
                .done();
    }
}
