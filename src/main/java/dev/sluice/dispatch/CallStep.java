package dev.sluice.dispatch;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.Capability;
import dev.sluice.provider.Provider;
import dev.sluice.routing.Health;
import dev.sluice.routing.Target;
import dev.sluice.telemetry.Trail;

/// Asks a target for something other than a chat.
record CallStep<P extends Provider, T>(Errand<P, T> errand, Health health, Trail trail) implements Step<Answered<T>> {

    @Override
    public Answered<T> begin(Target target, Attempt attempt) {
        P provider = capable(target, errand.provider(), errand.capability());
        T value = errand.work().ask(provider, target.model(), attempt);
        trail.firstEvent();
        health.succeeded(target);
        return new Answered<>(target.provider(), target.model(), value);
    }

    @Override
    public boolean streams() {
        return errand.streams();
    }

    @Override
    public Bounds bounds() {
        return errand.bounds();
    }

    static <P extends Provider> P capable(Target target, Class<P> wanted, Capability capability) {
        Provider provider = target.listing().provider();
        if (wanted.isInstance(provider)) {
            return wanted.cast(provider);
        }
        throw new RefusedException(new Failure.Unavailable(
                target.provider(),
                "The provider '" + target.provider() + "' does not serve " + capability.plural() + "."));
    }
}
