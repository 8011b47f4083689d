package dev.sluice.config;

import java.time.Duration;

/// `conversations`: how long and how much is remembered.
public record ConversationsConfig(Duration expiry, int maxTurns) {
    public ConversationsConfig {
        Rules.of("conversations")
                .longerThanZero("expiry", expiry)
                .atLeast("max-turns", maxTurns, 1)
                .done();
    }
}
