package dev.sluice.dialect.shape;

import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Samplers;
import java.util.Set;
import java.util.TreeSet;

/// Tells the log which sampling parameters a dialect has no word for: a caller whose answers are drawn otherwise than
/// expected finds the reason there.
public final class LeftOut {
    private static final System.Logger LOG = System.getLogger("dev.sluice.dialect");

    private LeftOut() {}

    /// @param known those that the dialect says
    public static void tell(String dialect, Prompt prompt, Set<String> known) {
        if (prompt.others().isEmpty() || !LOG.isLoggable(System.Logger.Level.DEBUG)) {
            return;
        }
        Set<String> dropped = new TreeSet<>(prompt.others().keySet());
        dropped.retainAll(Samplers.FURTHER);
        dropped.removeAll(known);
        if (!dropped.isEmpty()) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "{0} has no word for {1}: left out",
                    dialect,
                    String.join(", ", dropped));
        }
    }
}
