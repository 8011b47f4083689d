package dev.sluice.app;

import dev.sluice.config.Presets;
import dev.sluice.config.ProviderConfig;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks for model servers on their usual loopback ports while no providers are configured. Thread-safe.
final class LoopbackSearch implements AutoCloseable {
    private static final long LOOK_SECONDS = 30;

    private final Kinds kinds;
    private final ScheduledExecutorService clock;
    private final Executor errands;
    private final Runnable changed;
    private volatile Map<String, ProviderConfig> found = Map.of();
    private @Nullable Future<?> looking;

    /// @param errands gives each look, which waits for other servers, a thread of its own
    LoopbackSearch(Kinds kinds, ScheduledExecutorService clock, Executor errands, Runnable changed) {
        this.kinds = kinds;
        this.clock = clock;
        this.errands = errands;
        this.changed = changed;
    }

    /// The servers that answered, in a fixed order.
    Map<String, ProviderConfig> found() {
        return found;
    }

    /// Begins or ends the search; ended, nothing is found.
    synchronized void follow(boolean wanted) {
        if (wanted && looking == null) {
            looking =
                    clock.scheduleWithFixedDelay(() -> errands.execute(this::look), 0, LOOK_SECONDS, TimeUnit.SECONDS);
        } else if (!wanted) {
            close();
            found = Map.of();
        }
    }

    private void look() {
        Map<String, ProviderConfig> answering = new LinkedHashMap<>();
        Presets.loopback().forEach((name, address) -> {
            String kind = Presets.named(name).orElseThrow().kind();
            ProviderConfig config = ProviderConfig.ofKind(kind).at(address);
            if (answers(name, config)) {
                answering.put(name, config);
            }
        });
        if (news(answering)) {
            changed.run();
        }
    }

    /// A look that ends after the search has ended finds nothing.
    private synchronized boolean news(Map<String, ProviderConfig> answering) {
        if (looking == null || answering.keySet().equals(found.keySet())) {
            return false;
        }
        found = answering;
        return true;
    }

    /// A server that lists the guide is a Sluice, which must not be its own upstream.
    private boolean answers(String name, ProviderConfig config) {
        try (Provider provider = kinds.named(config.kind()).orElseThrow().open(name, config)) {
            List<ModelCard> models = provider.models();
            return !models.isEmpty()
                    && models.stream().noneMatch(model -> model.id().equals("guide/sluice"));
        } catch (RefusedException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (looking != null) {
            looking.cancel(false);
            looking = null;
        }
    }
}
