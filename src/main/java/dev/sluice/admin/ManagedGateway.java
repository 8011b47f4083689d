package dev.sluice.admin;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.config.ConfigException;
import dev.sluice.config.ConfigStore;
import dev.sluice.telemetry.Readiness;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The gateway behind its MXBean.
///
/// @param catalog the one in force when asked
/// @param openRequests requests under way
/// @param openStreams those of them that are streams
public record ManagedGateway(
        String version,
        ConfigStore store,
        Supplier<Catalog> catalog,
        Readiness readiness,
        IntSupplier openRequests,
        IntSupplier openStreams)
        implements GatewayMXBean {
    private static final System.Logger LOG = System.getLogger("dev.sluice.admin");

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public String getState() {
        return readiness.draining() ? "draining" : "serving";
    }

    @Override
    public String getConfigurationFile() {
        return store.file().toString();
    }

    @Override
    public String getConfigurationSince() {
        return store.since().toString();
    }

    @Override
    public String getConfigurationProblem() {
        return store.lastProblem().orElse("");
    }

    @Override
    public List<String> getProviders() {
        return catalog.get().listings().stream().map(Listing::name).toList();
    }

    @Override
    public int getOpenRequests() {
        return openRequests.getAsInt();
    }

    @Override
    public int getOpenStreams() {
        return openStreams.getAsInt();
    }

    @Override
    public void drain() {
        LOG.log(System.Logger.Level.INFO, "An operator drains the gateway");
        readiness.drain();
    }

    @Override
    public void resume() {
        LOG.log(System.Logger.Level.INFO, "An operator resumes the gateway");
        readiness.resume();
    }

    /// The exception is one that every console knows, and holds nothing that only we know.
    @Override
    @SuppressWarnings("UnusedException")
    public void reload() {
        try {
            store.reload();
        } catch (ConfigException refused) {
            throw new IllegalArgumentException("The old configuration stays in force. " + refused.getMessage());
        }
        LOG.log(System.Logger.Level.INFO, "An operator had the configuration read again");
    }
}
