package dev.sluice.app;

import dev.sluice.upstream.ClientLimits;
import dev.sluice.upstream.UpstreamClient;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What provider kinds may have injected.
@Dependent
public class Seams {

    /// The one pool of outgoing connections.
    @Produces
    @Singleton
    public UpstreamClient client() {
        return new UpstreamClient(ClientLimits.DEFAULTS);
    }

    public void close(@Disposes UpstreamClient client) {
        client.close();
    }

    @Produces
    @Singleton
    public Clock clock() {
        return Clock.systemUTC();
    }
}
