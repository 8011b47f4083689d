package dev.sluice.upstream;

import java.time.Duration;

/// What an [UpstreamClient] keeps and accepts.
///
/// @param maxIdlePerRoute unused connections kept for one scheme, host, port and proxy
/// @param idleTime how long an unused connection is kept; below the 60 s after which many upstreams close theirs
/// @param maxIdle unused connections kept in all; the one unused longest goes first
/// @param maxHeaderBytes the longest head of a reply, status line included
/// @param maxHeaders the most header lines of a reply
public record ClientLimits(int maxIdlePerRoute, Duration idleTime, int maxIdle, int maxHeaderBytes, int maxHeaders) {
    public static final ClientLimits DEFAULTS = new ClientLimits(256, Duration.ofSeconds(55), 1024, 64 * 1024, 200);

    public ClientLimits {
        if (maxIdlePerRoute < 0 || maxIdle < 0 || maxHeaderBytes < 1 || maxHeaders < 1 || idleTime.isNegative()) {
            throw new IllegalArgumentException("a limit of the upstream client is out of range");
        }
    }
}
