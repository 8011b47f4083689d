package dev.sluice.telemetry;

import java.time.Duration;

/// Whether new requests are served. Draining, a gateway refuses them and says that it is not ready, while those under
/// way go on to their end. Thread-safe.
public final class Readiness {
    /// When a refused caller may try again: a load balancer has looked elsewhere by then.
    public static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private volatile boolean draining;

    public void drain() {
        draining = true;
    }

    public void resume() {
        draining = false;
    }

    public boolean draining() {
        return draining;
    }
}
