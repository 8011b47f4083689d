package dev.sluice.dispatch;

import dev.sluice.config.LimitsConfig;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure.Tried;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.routing.Failover;
import dev.sluice.routing.Health;
import dev.sluice.routing.Route;
import dev.sluice.routing.Tally;
import dev.sluice.routing.Target;
import dev.sluice.telemetry.Trail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request's way along its route, used once by one thread.
///
/// The first event is the point of no return: until it is here the next target may still be tried, and the caller has
/// seen nothing; a later failure belongs to the stream.
final class Journey<T> {
    private final Step<T> step;
    private final Route route;
    private final Way way;
    private final Trail trail;
    private final Cancellation cancellation;
    private final Health health;
    private final LimitsConfig limits;
    private final long deadline;
    private final List<Tried> tried = new ArrayList<>(2);

    Journey(
            Step<T> step,
            Route route,
            Way way,
            Trail trail,
            Cancellation cancellation,
            Health health,
            LimitsConfig limits) {
        this.way = way;
        this.step = step;
        this.route = route;
        this.trail = trail;
        this.cancellation = cancellation;
        this.health = health;
        this.limits = limits;
        this.deadline = System.nanoTime()
                + Bounds.shorter(limits.requestTimeout(), step.bounds().whole()).toNanos();
    }

    T go() {
        for (int round = 1; round <= limits.triesPerProvider(); round++) {
            Iterator<Target> targets = health.order(route.targets()).iterator();
            while (targets.hasNext()) {
                Target target = targets.next();
                boolean last = round == limits.triesPerProvider() && !targets.hasNext();
                T begun = attempt(target, last);
                if (begun != null) {
                    return begun;
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw new RefusedException(Failover.afterTrying(route, tried));
                }
            }
        }
        throw new RefusedException(Failover.afterTrying(route, tried));
    }

    private @Nullable T attempt(Target target, boolean last) {
        trail.trying(target.provider(), target.model());
        long before = System.nanoTime();
        Tally tally = health.tally(target.provider());
        tally.began();
        boolean open = false;
        @Nullable String reason = "defect";
        try {
            T answer = step.begin(target, conditions(target, last));
            reason = null;
            // a reply is still to be pulled: it ends when it is closed
            open = answer instanceof Dispatched;
            return answer;
        } catch (RefusedException e) {
            reason = cancellation.cancelled() ? "cancelled" : Failover.reason(e.failure());
            if (cancellation.cancelled()) {
                throw new RefusedException(cancellation.why(), e);
            }
            if (!Failover.anotherTargetMayHelp(e.failure())) {
                throw e;
            }
            health.failed(target, e.failure());
            tried.add(new Tried(target.provider(), target.model(), e.failure()));
            return null;
        } finally {
            if (!open) {
                tally.ended();
            }
            trail.tried(reason, System.nanoTime() - before);
        }
    }

    private Attempt conditions(Target target, boolean last) {
        return new Attempt(
                trail.requestId(),
                cancellation,
                until(target, last),
                limits.connectTimeout(),
                firstToken(),
                Bounds.shorter(limits.idleTimeout(), step.bounds().silence()),
                limits.pingInterval(),
                way.proxy(),
                address -> way.cookies().of(trail.owner(), address),
                trail::allowed);
    }

    private Duration firstToken() {
        return Bounds.shorter(limits.firstTokenTimeout(), step.bounds().silence());
    }

    /// A whole answer comes when it is complete, so the first token's time cannot bound it; but while another target is
    /// left a silent one may not use up all the time there is.
    private long until(Target target, boolean last) {
        long now = System.nanoTime();
        long until = target.listing()
                .config()
                .timeout()
                .map(timeout ->
                        now + Bounds.shorter(timeout, step.bounds().whole()).toNanos())
                .orElse(deadline);
        return step.streams() || last
                ? until
                : Math.min(until, now + firstToken().toNanos());
    }
}
