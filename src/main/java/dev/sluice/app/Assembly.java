package dev.sluice.app;

import dev.sluice.access.Gatekeeper;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.catalog.Loaded;
import dev.sluice.catalog.Switches;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SearchConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.dialect.shape.DocumentParts;
import dev.sluice.dispatch.Cookies;
import dev.sluice.dispatch.Dispatcher;
import dev.sluice.dispatch.Preparation;
import dev.sluice.http.Running;
import dev.sluice.ledger.Prices;
import dev.sluice.media.ImageFit;
import dev.sluice.provider.ProviderKind;
import dev.sluice.routing.Health;
import dev.sluice.routing.Router;
import dev.sluice.search.WebSearch;
import dev.sluice.upstream.EgressGuard;
import dev.sluice.upstream.GuardedFetch;
import dev.sluice.upstream.UpstreamClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes what a configuration describes, and exchanges it as a whole when the configuration changes; requests
/// under way keep what they began with. Thread-safe.
final class Assembly implements AutoCloseable {
    private final Kinds kinds;
    private final UpstreamClient client;
    private final ScheduledExecutorService clock;
    private final Executor errands;
    private final Cookies cookies;
    private final LoopbackSearch loopback;
    private final Switches switches = new Switches();
    private final Loaded loaded = new Loaded();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile @Nullable Running running;
    private volatile Runnable onExchange = () -> {};
    private @Nullable Health health;

    Assembly(Kinds kinds, UpstreamClient client, ScheduledExecutorService clock, Executor errands, Cookies cookies) {
        this.cookies = cookies;
        this.kinds = kinds;
        this.client = client;
        this.clock = clock;
        this.errands = errands;
        this.loopback = new LoopbackSearch(kinds, clock, errands, this::again);
    }

    Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("nothing was assembled yet");
        }
        return now;
    }

    /// What targets did so far; there as soon as a configuration was used.
    Health health() {
        changing.lock();
        try {
            return Objects.requireNonNull(health, "nothing was assembled yet");
        } finally {
            changing.unlock();
        }
    }

    /// Calls the listener after each exchange.
    void onExchange(Runnable listener) {
        onExchange = listener;
    }

    /// Puts a configuration into force.
    void use(SluiceConfig config) {
        changing.lock();
        try {
            loopback.follow(config.probeLoopback());
            exchange(config);
        } finally {
            changing.unlock();
        }
    }

    private void again() {
        changing.lock();
        try {
            exchange(running().config());
        } finally {
            changing.unlock();
        }
    }

    private void exchange(SluiceConfig config) {
        Running before = running;
        var catalog = new Catalog(listings(config), config.aliases(), config.defaults(), loaded);
        var fetch = new GuardedFetch(client, new EgressGuard(config.egress()));
        var preparation = new Preparation(fetch, new DocumentParts(), new ImageFit(config.images()));
        var dispatcher = new Dispatcher(
                new Router(catalog), health(config), config.limits(), config.egress(), preparation, cookies);
        running = new Running(
                config,
                new Gatekeeper(config.auth()),
                catalog,
                dispatcher,
                search(config.search(), before),
                new Prices(config.prices()));
        catalog.watch(clock, errands);
        if (before != null) {
            before.catalog().close();
        }
        onExchange.run();
    }

    /// What was found lately, and which engine rests, is forgotten only when something of it changes.
    private WebSearch search(SearchConfig config, @Nullable Running before) {
        return before != null && before.search().config().equals(config)
                ? before.search()
                : SearchEngines.open(config, client, Clock.systemUTC());
    }

    private Health health(SluiceConfig config) {
        Health known = health;
        if (known == null) {
            known = new Health(config.limits().breaker(), System::nanoTime);
            health = known;
        }
        known.configure(config.limits().breaker());
        return known;
    }

    private List<Listing> listings(SluiceConfig config) {
        Map<String, ProviderConfig> configured = new LinkedHashMap<>(config.providers());
        loopback.found().forEach(configured::putIfAbsent);
        List<Listing> listings = new ArrayList<>();
        configured.forEach((name, provider) ->
                open(name, provider.outBy(config.egress().proxy())).ifPresent(listings::add));
        kinds.named("guide")
                .filter(any -> !configured.containsKey("guide"))
                .ifPresent(guide -> listings.add(builtIn(guide, "guide")));
        return listings;
    }

    private Optional<Listing> open(String name, ProviderConfig config) {
        return kinds.named(config.kind()).map(kind -> listing(kind, name, config, false));
    }

    private Listing listing(ProviderKind kind, String name, ProviderConfig config, boolean builtIn) {
        return new Listing(kind.open(name, config), config, builtIn, switches.configured(name, config.enabled()));
    }

    private Listing builtIn(ProviderKind kind, String name) {
        ProviderConfig config = ProviderConfig.ofKind(kind.name());
        return listing(kind, name, config, true);
    }

    @Override
    public void close() {
        loopback.close();
        Running last = running;
        if (last != null) {
            last.catalog().close();
        }
    }
}
