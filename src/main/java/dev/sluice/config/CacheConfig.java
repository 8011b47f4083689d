package dev.sluice.config;

import java.time.Duration;

/// `cache`: answers kept for equal requests.
public record CacheConfig(boolean enabled, Duration ttl) {
    public CacheConfig {
        Rules.of("cache").longerThanZero("ttl", ttl).done();
    }
}
