package dev.sluice.dispatch;

import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.routing.Target;

/// What a journey asks of each target until one answers.
interface Step<T> {

    /// Asks one target; what it gives is the end of the journey.
    ///
    /// @throws RefusedException where the target does not answer; then the next may be asked
    T begin(Target target, Attempt attempt);

    /// Whether an answer begins early and comes in pieces, so that its first piece has a time of its own.
    boolean streams();

    /// How long the caller is willing to wait.
    default Bounds bounds() {
        return Bounds.NONE;
    }
}
