package dev.sluice.config;

import java.time.Duration;

/// `files`: files that callers keep here.
///
/// @param maxSize bytes of one file
public record FilesConfig(long maxSize, Duration expiry) {
    public FilesConfig {
        Rules.of("files")
                .atLeast("max-size", maxSize, 1)
                .longerThanZero("expiry", expiry)
                .done();
    }
}
