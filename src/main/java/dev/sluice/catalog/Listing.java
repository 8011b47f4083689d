package dev.sluice.catalog;

import dev.sluice.config.ProviderConfig;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One provider in the catalog, with the list of its models as last read.
///
/// Thread-safe: the list is replaced as a whole; one thread at a time asks the upstream.
public final class Listing {
    private static final System.Logger LOG = System.getLogger("dev.sluice.catalog");
    private static final Duration FIRST_LIST_PATIENCE = Duration.ofSeconds(5);
    static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);

    private final Provider provider;
    private final ProviderConfig config;
    private final boolean builtIn;
    private final ReentrantLock asking = new ReentrantLock();
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile ModelNames names;
    private final Switch power;
    private volatile long lastAsked;
    private volatile @Nullable String problem = "not asked yet";

    public Listing(Provider provider, ProviderConfig config, boolean builtIn) {
        this(provider, config, builtIn, new Switch(config.enabled()));
    }

    /// @param power whether it is on; may be shared with the listing that came before
    public Listing(Provider provider, ProviderConfig config, boolean builtIn, Switch power) {
        this.provider = provider;
        this.config = config;
        this.builtIn = builtIn;
        this.power = power;
        this.names = new ModelNames(
                config, config.models().stream().map(ModelCard::named).toList());
        if (!config.models().isEmpty()) {
            problem = null;
            asked.countDown();
        }
    }

    public Provider provider() {
        return provider;
    }

    public ProviderConfig config() {
        return config;
    }

    public String name() {
        return provider.name();
    }

    /// True for the providers that exist whatever is configured.
    public boolean builtIn() {
        return builtIn;
    }

    public boolean enabled() {
        return power.on();
    }

    /// Switches the provider on or off for requests that come from now on.
    public void enable(boolean on) {
        power.turn(on);
        if (on && problem != null) {
            Thread.ofVirtual().name("sluice-models-" + name()).start(this::refresh);
        }
    }

    /// Why the list could not be read the last time; empty when it could.
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /// The names known now; waits for the first list, but not longer than a caller would.
    public ModelNames names() {
        try {
            if (!asked.await(FIRST_LIST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "provider {0}: its list of models is late", name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return names;
    }

    /// The names known now, without waiting.
    public ModelNames namesSoFar() {
        return names;
    }

    /// Whether a name may be asked for that the list does not hold.
    public boolean acceptsUnlisted() {
        return !config.strictModels();
    }

    /// Asks the upstream for its list, unless the operator wrote one.
    public void refresh() {
        if (!config.models().isEmpty() || !enabled()) {
            asked.countDown();
            return;
        }
        asking.lock();
        try {
            names = new ModelNames(config, provider.models());
            if (problem != null) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "provider {0}: {1} models",
                        name(),
                        names.cards().size());
            }
            problem = null;
        } catch (RefusedException e) {
            if (!String.valueOf(e.getMessage()).equals(problem)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "provider {0}: its models are not known: {1}",
                        name(),
                        e.getMessage());
            }
            problem = String.valueOf(e.getMessage());
        } finally {
            lastAsked = System.nanoTime();
            asked.countDown();
            asking.unlock();
        }
    }

    /// Asks again at once where the last try failed some seconds ago: a provider that came up is found by the first
    /// request that wants it. Returns whether it asked.
    public boolean retryIfBroken() {
        if (problem == null || !enabled() || asked.getCount() > 0) {
            return false;
        }
        if (System.nanoTime() - lastAsked < RETRY_AFTER_FAILURE.toNanos() || asking.isLocked()) {
            return false;
        }
        refresh();
        return true;
    }

    /// The model cards as a list, for pages and listings.
    public List<ModelCard> cards() {
        return names.cards();
    }
}
