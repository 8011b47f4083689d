package dev.sluice.app;

import dev.sluice.config.DefaultsConfig;
import dev.sluice.dispatch.Dispatcher;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Capability;
import java.util.List;

/// A default model that nobody serves is found out at the start, and not by the first caller.
final class DefaultModels {
    private static final System.Logger LOG = System.getLogger("dev.sluice");

    private DefaultModels() {}

    static void check(Dispatcher dispatcher, DefaultsConfig defaults) {
        for (Capability capability : Capability.values()) {
            String model = defaults.modelOf(capability.type());
            if (!model.isEmpty() && !served(dispatcher, capability)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "defaults.{0}: no provider serves ''{1}''; {2} without a model are refused",
                        capability == Capability.CHAT ? "model" : capability.type() + "-model",
                        model,
                        capability.plural());
            }
        }
    }

    private static boolean served(Dispatcher dispatcher, Capability capability) {
        try {
            dispatcher.aim(capability, null, List.of());
            return true;
        } catch (RefusedException e) {
            // of a provider that is away or switched off the log tells by itself
            return !(e.failure() instanceof Failure.UnknownModel);
        }
    }
}
