package dev.sluice.admin;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.routing.Health;
import dev.sluice.routing.Tally;
import java.util.List;
import java.util.function.Supplier;

/// A provider behind its MXBean: whichever the configuration in force has under the name.
///
/// @param catalog the one in force when asked
record ManagedProvider(String name, Supplier<Catalog> catalog, Health health) implements ProviderMXBean {
    private static final System.Logger LOG = System.getLogger("dev.sluice.admin");

    private Listing listing() {
        return catalog.get()
                .listing(name)
                .orElseThrow(() -> new IllegalStateException("The provider '" + name + "' does not exist any more."));
    }

    private Tally tally() {
        return health.tally(name);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getKind() {
        return listing().provider().kind();
    }

    @Override
    public String getAddress() {
        return listing().provider().address();
    }

    @Override
    public boolean isEnabled() {
        return listing().enabled();
    }

    @Override
    public String getState() {
        if (isEnabled()) {
            return "on";
        }
        return tally().open() > 0 ? "draining" : "off";
    }

    @Override
    public int getModels() {
        return listing().cards().size();
    }

    @Override
    public String getModelsProblem() {
        return listing().problem().orElse("");
    }

    @Override
    public List<String> getAvoidedModels() {
        return health.avoided(name);
    }

    @Override
    public int getOpenRequests() {
        return tally().open();
    }

    @Override
    public long getRequests() {
        return tally().requests();
    }

    @Override
    public long getFailures() {
        return tally().failures();
    }

    @Override
    public String getLastFailure() {
        return tally().lastFailure()
                .map(failed -> failed.at() + " " + failed.message())
                .orElse("");
    }

    @Override
    public void enable() {
        turn(true);
    }

    @Override
    public void disable() {
        turn(false);
    }

    @Override
    public int drain() {
        turn(false);
        return tally().open();
    }

    private void turn(boolean on) {
        LOG.log(System.Logger.Level.INFO, "An operator switches the provider {0} {1}", name, on ? "on" : "off");
        listing().enable(on);
    }
}
