package dev.sluice.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The switches of all providers. They outlive the configuration, so that what an operator has switched by hand stays
/// so until the provider's `enabled` is edited. Thread-safe.
public final class Switches {
    private final Map<String, Switch> switches = new ConcurrentHashMap<>();

    /// The switch of a provider, told what the configuration says of it.
    public Switch configured(String provider, boolean enabled) {
        Switch known = switches.computeIfAbsent(provider.toLowerCase(Locale.ROOT), name -> new Switch(enabled));
        known.configure(enabled);
        return known;
    }
}
