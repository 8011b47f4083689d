package dev.sluice.dispatch;

import dev.sluice.config.EgressConfig;
import dev.sluice.config.LimitsConfig;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.Provider;
import dev.sluice.routing.Health;
import dev.sluice.routing.Route;
import dev.sluice.routing.Router;
import dev.sluice.routing.Tally;
import dev.sluice.routing.Target;
import dev.sluice.telemetry.Trail;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a request to the first target that answers. Immutable, one for each configuration.
public final class Dispatcher {
    private final Router router;
    private final Health health;
    private final LimitsConfig limits;
    private final EgressConfig egress;
    private final Preparation preparation;
    private final Cookies cookies;

    /// @param preparation of the images, sounds and files of a chat
    /// @param cookies what callers have uploaded
    public Dispatcher(
            Router router,
            Health health,
            LimitsConfig limits,
            EgressConfig egress,
            Preparation preparation,
            Cookies cookies) {
        this.cookies = cookies;
        this.router = router;
        this.health = health;
        this.limits = limits;
        this.egress = egress;
        this.preparation = preparation;
    }

    /// @throws RefusedException where no target answers, with the failure that the caller is to see
    public Dispatched chat(ChatRequest request, Trail trail, Cancellation cancellation) {
        Route route = seeing(route(Capability.CHAT, request.model(), request.providers(), trail), request);
        var step = new ChatStep(request, health, trail, new PreparedParts(preparation));
        return go(step, route, way(request.proxy()), trail, cancellation);
    }

    /// Takes something other than a chat to the first target that answers.
    ///
    /// @throws RefusedException where no target answers, with the failure that the caller is to see
    public <P extends Provider, T> Answered<T> ask(Errand<P, T> errand, Trail trail, Cancellation cancellation) {
        Route route = able(route(errand.capability(), errand.model(), errand.providers(), trail), errand);
        return go(new CallStep<>(errand, health, trail), route, way(errand.proxy()), trail, cancellation);
    }

    /// Who would be asked first for a model, without asking.
    ///
    /// @param model null for the default
    /// @throws RefusedException where nothing serves the model
    public Aimed aim(Capability capability, @Nullable String model, List<String> providers) {
        Target first = router.plan(capability, model, providers).targets().getFirst();
        return new Aimed(
                first.provider(), first.model(), first.listing().provider().kind());
    }

    /// How a provider has done since the start: successes less failures.
    public long live(String provider) {
        Tally tally = health.tally(provider);
        return tally.requests() - tally.open() - 2 * tally.failures();
    }

    /// A model that reads no images is not asked about one: whatever it said, it would not have seen it.
    private Route seeing(Route route, ChatRequest request) {
        if (route.targets().stream().noneMatch(Dispatcher::blind) || !preparation.showsImages(request)) {
            return route;
        }
        List<Target> able =
                route.targets().stream().filter(target -> !blind(target)).toList();
        if (able.isEmpty()) {
            throw new RefusedException(Failure.invalid(
                    "messages",
                    "The messages show an image, and the model '" + route.asked() + "' reads none.",
                    "unsupported_value"));
        }
        return new Route(route.asked(), able);
    }

    private static boolean blind(Target target) {
        return target.listing()
                .namesSoFar()
                .card(target.model())
                .filter(ModelCard::readsNoImages)
                .isPresent();
    }

    /// A target that cannot is left out, not tried: it would be taken for one that is down.
    private static Route able(Route route, Errand<?, ?> errand) {
        List<Target> able = route.targets().stream()
                .filter(target -> errand.provider().isInstance(target.listing().provider()))
                .toList();
        if (able.isEmpty()) {
            throw new RefusedException(Failure.invalid(
                    "model",
                    "The provider '" + route.targets().getFirst().provider() + "' does not serve "
                            + errand.capability().plural() + ".",
                    "unsupported_value"));
        }
        return new Route(route.asked(), able);
    }

    private Route route(Capability capability, @Nullable String model, List<String> providers, Trail trail) {
        trail.asked(model == null ? "auto" : model);
        return router.plan(capability, model, providers);
    }

    private Way way(@Nullable String proxy) {
        if (proxy == null || proxy.isEmpty()) {
            return new Way(Optional.empty(), cookies);
        }
        return new Way(
                Optional.of(egress.named(proxy)
                        .orElseThrow(() -> new RefusedException(Failure.invalid(
                                "proxy",
                                "'proxy' names a proxy that does not stand in egress.proxies.",
                                "value_error")))),
                cookies);
    }

    private <T> T go(Step<T> step, Route route, Way way, Trail trail, Cancellation cancellation) {
        return new Journey<>(step, route, way, trail, cancellation, health, limits).go();
    }
}
