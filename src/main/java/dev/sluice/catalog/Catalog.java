package dev.sluice.catalog;

import dev.sluice.config.AliasConfig;
import dev.sluice.config.DefaultsConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The providers of one configuration in their order, their models and the aliases.
///
/// Thread-safe. [#watch] begins to read the lists of models; [#close] ends it and closes the providers.
public final class Catalog implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Map<String, Listing> listings = new LinkedHashMap<>();
    private final Map<String, AliasConfig> aliases;
    private final DefaultsConfig defaults;
    private final Loaded loaded;
    private volatile Optional<ScheduledFuture<?>> watching = Optional.empty();

    /// @param listings in failover order, the built-in ones last
    public Catalog(List<Listing> listings, Map<String, AliasConfig> aliases, DefaultsConfig defaults) {
        this(listings, aliases, defaults, new Loaded());
    }

    /// @param loaded the models that were made the default while running
    public Catalog(List<Listing> listings, Map<String, AliasConfig> aliases, DefaultsConfig defaults, Loaded loaded) {
        this.loaded = loaded;
        listings.forEach(listing -> this.listings.put(key(listing.name()), listing));
        this.aliases = aliases;
        this.defaults = defaults;
    }

    public List<Listing> listings() {
        return List.copyOf(listings.values());
    }

    /// The provider of that name, any case.
    public Optional<Listing> listing(String name) {
        return Optional.ofNullable(listings.get(key(name)));
    }

    public Map<String, AliasConfig> aliases() {
        return aliases;
    }

    public DefaultsConfig defaults() {
        return defaults;
    }

    public Loaded loaded() {
        return loaded;
    }

    /// The model that serves requests of a type which name none: the one that was loaded, as long as its provider is
    /// there, else the configured one; empty = unset.
    public String defaultModel(String type) {
        return loadedModel(type).orElseGet(() -> defaults.modelOf(type));
    }

    /// The model of a type that was loaded, as long as its provider is there.
    public Optional<String> loadedModel(String type) {
        return loaded.ofType(type)
                .filter(model ->
                        listing(model.provider()).filter(Listing::enabled).isPresent())
                .map(Loaded.Model::name);
    }

    /// Reads every list of models now and again from time to time.
    ///
    /// @param errands gives each reading, which waits for an upstream, a thread of its own
    public void watch(ScheduledExecutorService clock, Executor errands) {
        listings.values().forEach(listing -> errands.execute(listing::refresh));
        var sinceFresh = new AtomicLong();
        watching = Optional.of(clock.scheduleWithFixedDelay(
                () -> {
                    boolean all = sinceFresh.incrementAndGet() % (FRESH.toSeconds() / LOOK.toSeconds()) == 0;
                    listings.values().stream()
                            .filter(listing -> all || listing.problem().isPresent())
                            .forEach(listing -> errands.execute(listing::refresh));
                },
                LOOK.toSeconds(),
                LOOK.toSeconds(),
                TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        watching.ifPresent(future -> future.cancel(false));
        listings.values().forEach(listing -> listing.provider().close());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
