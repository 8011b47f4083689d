package dev.sluice.dispatch;

import dev.sluice.config.LimitsConfig;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.routing.Health;
import dev.sluice.routing.Route;
import dev.sluice.routing.Router;
import dev.sluice.telemetry.Trail;

/// Takes a chat to the first target that answers. Immutable, one for each configuration.
public final class Dispatcher {
    private final Router router;
    private final Health health;
    private final LimitsConfig limits;

    public Dispatcher(Router router, Health health, LimitsConfig limits) {
        this.router = router;
        this.health = health;
        this.limits = limits;
    }

    /// @throws RefusedException where no target answers, with the failure that the caller is to see
    public Dispatched chat(ChatRequest request, Trail trail, Cancellation cancellation) {
        trail.asked(request.model() == null ? "auto" : request.model());
        Route route = router.plan(request.model(), request.providers());
        return new Journey(request, route, trail, cancellation, health, limits).go();
    }
}
