package dev.sluice.http;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.UsageRow;

/// What was used and what it cost, as members of JSON.
public final class UsageCounts {
    private UsageCounts() {}

    /// Puts the counts into a JSON object.
    public static ObjectNode into(ObjectNode json, UsageRow row) {
        json.put("requests", row.requests())
                .put("tokens_in", row.tokens().input())
                .put("tokens_out", row.tokens().output())
                .put("tokens_cached", row.tokens().cached())
                .put("tokens_reasoning", row.tokens().reasoning())
                .set("cost", DecimalNode.valueOf(CostText.plain(row.cost())));
        return json.put("errors", row.errors());
    }
}
