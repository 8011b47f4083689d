package dev.sluice.routing;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Failure.Tried;
import java.util.List;

/// The rules of what happens after an attempt that failed.
public final class Failover {
    private Failover() {}

    /// Whether the failure is the upstream's, so that the next target is tried and this one's health suffers.
    public static boolean anotherTargetMayHelp(Failure failure) {
        return switch (failure) {
            case Failure.RefusedByUpstream refused -> retriable(refused.status());
            case Failure.UpstreamBroken broken -> true;
            case Failure.Unavailable unavailable -> true;
            default -> false;
        };
    }

    private static boolean retriable(int status) {
        return switch (status) {
            case 401, 403, 404, 408, 409, 425, 429 -> true;
            default -> status >= 500;
        };
    }

    /// The failure in a word or two, for lists of what was tried.
    public static String reason(Failure failure) {
        return switch (failure) {
            case Failure.RefusedByUpstream refused -> "status " + refused.status();
            case Failure.UpstreamBroken broken -> broken.timedOut() ? "timed out" : "broken";
            case Failure.Unavailable unavailable -> "unavailable";
            default -> "refused";
        };
    }

    /// What the caller is told: where one target was possible its own failure, else what was tried.
    public static Failure afterTrying(Route route, List<Tried> tried) {
        if (route.targets().size() == 1) {
            return tried.getLast().failure();
        }
        return new Failure.Exhausted("No provider could answer for the model '" + route.asked() + "'.", tried);
    }
}
