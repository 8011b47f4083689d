package dev.sluice.config;

import java.time.Duration;

/// `limits`: how long things may take and how often they are tried.
///
/// @param requestTimeout one request from its first byte to the reply's last
/// @param firstTokenTimeout from sending to the upstream until its first event
/// @param idleTimeout between two events of an upstream
/// @param connectTimeout until an upstream accepts a connection
/// @param pingInterval silence after which a waiting caller gets a comment
/// @param triesPerProvider rounds over the plan, 1 to 3
/// @param requestsPerMinute for each caller; 0 = no limit
public record LimitsConfig(
        Duration requestTimeout,
        Duration firstTokenTimeout,
        Duration idleTimeout,
        Duration connectTimeout,
        Duration pingInterval,
        int triesPerProvider,
        BreakerConfig breaker,
        int requestsPerMinute) {
    public LimitsConfig {
        Rules.of("limits")
                .longerThanZero("request-timeout", requestTimeout)
                .longerThanZero("first-token-timeout", firstTokenTimeout)
                .longerThanZero("idle-timeout", idleTimeout)
                .longerThanZero("connect-timeout", connectTimeout)
                .longerThanZero("ping-interval", pingInterval)
                .between("tries-per-provider", triesPerProvider, 1, 3)
                .atLeast("requests-per-minute", requestsPerMinute, 0)
                .done();
    }
}
