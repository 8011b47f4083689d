package dev.sluice.routing;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.catalog.ModelNames;
import dev.sluice.config.AliasConfig;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ChatProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the targets of a model id. In this order: alias, `provider/model` and `provider:model`, the request's
/// own list of providers, a bare id over all providers, a provider's name, `auto`.
public final class Router {
    private static final String AUTO = "auto";
    private static final int DEEPEST_ALIAS = 8;

    private final Catalog catalog;

    public Router(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Plans a chat.
    public Route plan(@Nullable String model, List<String> providers) {
        return plan(Capability.CHAT, model, providers);
    }

    /// @param capability decides what `auto`, or no model at all, stands for
    /// @param model null where the caller named none
    /// @param providers the providers that the caller named, in order
    /// @throws RefusedException where nothing serves the model
    public Route plan(Capability capability, @Nullable String model, List<String> providers) {
        if ((model == null || model.equals(AUTO)) && !providers.isEmpty()) {
            List<Listing> listings = providers.stream().map(this::named).toList();
            List<Target> own = whateverServes(listings.stream().map(listing -> () -> ownDefault(listing, capability)));
            return new Route(AUTO, own.stream().distinct().toList());
        }
        String asked = model == null || model.equals(AUTO) ? byDefault(capability) : model;
        List<Target> targets = resolve(asked, providers, capability, new HashSet<>());
        if (targets.isEmpty() && retryBroken()) {
            targets = resolve(asked, providers, capability, new HashSet<>());
        }
        if (targets.isEmpty()) {
            String usual = catalog.defaults().model();
            throw new RefusedException(unknown(asked.equals(AUTO) && !usual.isEmpty() ? usual : asked));
        }
        return new Route(asked, targets.stream().distinct().toList());
    }

    private List<Target> resolve(String asked, List<String> providers, Capability capability, Set<String> seenAliases) {
        AliasConfig alias = catalog.aliases().get(asked);
        if (alias != null && seenAliases.size() < DEEPEST_ALIAS && seenAliases.add(asked)) {
            return whateverServes(alias.targets().stream()
                    .map(target -> () -> resolve(target, List.of(), capability, new HashSet<>(seenAliases))));
        }
        Optional<Pin> pin = Pin.of(asked, catalog);
        if (pin.isPresent()) {
            return pinned(pin.get().listing(), pin.get().model());
        }
        if (!providers.isEmpty()) {
            List<Listing> listings = providers.stream().map(this::named).toList();
            return whateverServes(listings.stream().map(listing -> () -> pinned(listing, asked)));
        }
        if (asked.equals(AUTO)) {
            return byDefault(capability, seenAliases);
        }
        List<Target> bare = enabled()
                .flatMap(listing -> target(listing, listing.names().upstreamName(asked)))
                .toList();
        return bare.isEmpty()
                ? catalog.listing(asked)
                        .map(listing -> ownDefault(listing, capability))
                        .orElse(List.of())
                : bare;
    }

    /// One of several that is switched off, or whose list is not known for now, leaves the others to serve;
    /// where none does, the first says why.
    private static List<Target> whateverServes(Stream<Supplier<List<Target>>> choices) {
        List<Target> targets = new ArrayList<>();
        List<RefusedException> refusals = new ArrayList<>(0);
        choices.forEach(choice -> {
            try {
                targets.addAll(choice.get());
            } catch (RefusedException e) {
                refusals.add(e);
            }
        });
        if (targets.isEmpty() && !refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        return targets;
    }

    private Listing named(String provider) {
        return catalog.listing(provider)
                .orElseThrow(() -> new RefusedException(new Failure.UnknownProvider(
                        "The provider '" + provider + "' does not exist; GET /v1/models lists what does.")));
    }

    private List<Target> pinned(Listing listing, String model) {
        requireEnabled(listing);
        ModelNames names = listing.acceptsUnlisted() ? listing.namesSoFar() : listing.names();
        Optional<String> upstream = names.upstreamName(model);
        if (upstream.isEmpty() && listing.acceptsUnlisted()) {
            upstream = Optional.of(model);
        }
        return target(listing, upstream).toList();
    }

    private List<Target> ownDefault(Listing listing, Capability capability) {
        requireEnabled(listing);
        Optional<String> model = standard(listing, capability);
        if (model.isEmpty() && listing.retryIfBroken()) {
            model = standard(listing, capability);
        }
        if (model.isEmpty()) {
            throw new RefusedException(
                    capability == Capability.CHAT
                            ? noChatModel(listing)
                            : Failure.invalid(
                                    "model",
                                    "No model was named, and the provider '" + listing.name() + "' lists none for "
                                            + capability.plural() + ".",
                                    "missing_required_parameter"));
        }
        return target(listing, model).toList();
    }

    private Optional<String> standard(Listing listing, Capability capability) {
        return capability == Capability.CHAT
                ? listing.names().defaultModel()
                : listing.names().defaultModel(capability.type(), catalog.defaultModel(capability.type()));
    }

    private static Failure noChatModel(Listing listing) {
        return new Failure.Unavailable(
                listing.name(),
                "The provider '" + listing.name() + "' lists no chat model"
                        + listing.problem().map(problem -> ": " + problem).orElse("")
                        + ". Name a model, or set providers."
                        + listing.name() + ".default-model.");
    }

    /// What was loaded while running stands over an alias of the name `auto`, and that over what is configured.
    private String byDefault(Capability capability) {
        Optional<String> loaded = catalog.loadedModel(capability.type());
        if (loaded.isPresent()) {
            return loaded.get();
        }
        if (capability == Capability.CHAT || catalog.aliases().containsKey(AUTO)) {
            return AUTO;
        }
        String model = catalog.defaults().modelOf(capability.type());
        if (model.isEmpty()) {
            // there is no default for reranking: no key names one
            String help = capability == Capability.RERANK
                    ? "."
                    : ", and none is configured for " + capability.plural() + ": name one, or set defaults."
                            + capability.type() + "-model.";
            throw new RefusedException(
                    Failure.invalid("model", "No model was named" + help, "missing_required_parameter"));
        }
        return model;
    }

    private List<Target> byDefault(Capability capability, Set<String> seenAliases) {
        String model = catalog.defaults().model();
        String provider = catalog.defaults().provider();
        if (!model.isEmpty() && !model.equals(AUTO)) {
            List<Target> targets = resolve(model, List.of(), capability, seenAliases);
            return provider.isEmpty() || catalog.aliases().containsKey(model)
                    ? targets
                    : preferring(named(provider), model, targets);
        }
        if (!provider.isEmpty()) {
            return ownDefault(named(provider), capability);
        }
        return ownDefault(
                enabled()
                        .filter(listing -> listing.provider() instanceof ChatProvider)
                        .filter(listing -> !listing.builtIn()
                                || listing.names().defaultModel().isPresent())
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(unknown(AUTO))),
                capability);
    }

    /// The default provider is asked before the others for the default model, also where nobody lists it.
    private List<Target> preferring(Listing preferred, String model, List<Target> targets) {
        if (targets.isEmpty() && preferred.enabled()) {
            return pinned(preferred, model);
        }
        return Stream.concat(
                        targets.stream().filter(target -> target.listing() == preferred),
                        targets.stream().filter(target -> target.listing() != preferred))
                .toList();
    }

    private Stream<Listing> enabled() {
        return catalog.listings().stream().filter(Listing::enabled);
    }

    private boolean retryBroken() {
        return enabled().map(Listing::retryIfBroken).reduce(false, Boolean::logicalOr);
    }

    private static void requireEnabled(Listing listing) {
        if (!listing.enabled()) {
            throw new RefusedException(
                    new Failure.Unavailable(listing.name(), "The provider '" + listing.name() + "' is switched off."));
        }
    }

    private static Stream<Target> target(Listing listing, Optional<String> model) {
        return model.map(name -> new Target(listing, name)).stream();
    }

    private static Failure unknown(String asked) {
        return new Failure.UnknownModel(
                "The model '" + asked + "' does not exist; GET /v1/models lists the models that do.");
    }

    /// A model id that begins with a provider's name.
    private record Pin(Listing listing, String model) {
        static Optional<Pin> of(String asked, Catalog catalog) {
            return Stream.of(asked.indexOf('/'), asked.indexOf(':'))
                    .filter(at -> at > 0 && at < asked.length() - 1)
                    .sorted()
                    .flatMap(at ->
                            catalog
                                    .listing(asked.substring(0, at))
                                    .map(listing -> new Pin(listing, asked.substring(at + 1)))
                                    .stream())
                    .findFirst();
        }
    }
}
