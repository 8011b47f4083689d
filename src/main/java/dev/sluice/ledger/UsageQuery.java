package dev.sluice.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which usage is told.
///
/// @param by one row for each combination of these; empty for one row in all
/// @param caller whose; empty for everybody's
/// @param from the first moment
/// @param to the moment before which it ends
public record UsageQuery(List<Dimension> by, Optional<String> caller, Optional<Instant> from, Optional<Instant> to) {
    public UsageQuery {
        by = List.copyOf(by);
    }

    /// One caller's usage in all.
    public static UsageQuery of(String caller, Optional<Instant> from) {
        return new UsageQuery(List.of(), Optional.of(caller), from, Optional.empty());
    }
}
