package dev.sluice.routing;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.List;

/// The targets that may answer a request, best first; never empty.
///
/// @param asked the model as the caller named it, for messages
public record Route(String asked, List<Target> targets) {
    public Route {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new RefusedException(new Failure.UnknownModel("No provider serves the model '" + asked + "'."));
        }
    }
}
