package dev.sluice.ledger;

import dev.sluice.exchange.Usage;
import java.math.BigDecimal;
import java.util.Map;

/// What was used, and what it cost.
///
/// @param key the value of each dimension that was asked for
/// @param cost in US dollars; what has no price costs nothing
/// @param errors requests whose caller did not get what it asked for
public record UsageRow(Map<Dimension, String> key, long requests, Usage tokens, BigDecimal cost, long errors) {
    public UsageRow {
        key = Map.copyOf(key);
    }
}
