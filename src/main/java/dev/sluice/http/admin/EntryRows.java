package dev.sluice.http.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.http.CostText;
import dev.sluice.http.UsageCounts;
import dev.sluice.ledger.LedgerEntry;
import dev.sluice.ledger.UsageRow;
import dev.sluice.telemetry.Try;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of the ledger as JSON.
final class EntryRows {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NANOS_OF_A_MILLI = 1_000_000;

    private EntryRows() {}

    /// @param limit how many the caller wants; one more is there where the list goes on
    static ObjectNode page(List<LedgerEntry> entries, int limit) {
        ObjectNode page = MAPPER.createObjectNode();
        ArrayNode rows = page.putArray("data");
        entries.stream().limit(limit).map(EntryRows::row).forEach(rows::add);
        return page.put("has_more", entries.size() > limit);
    }

    static ObjectNode row(LedgerEntry entry) {
        ObjectNode row = MAPPER.createObjectNode()
                .put("id", entry.id())
                .put("request_id", entry.requestId())
                .put("time", entry.at().toString())
                .put("caller", entry.caller())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("stream", entry.streamed())
                .put("model_asked", orNull(entry.asked()))
                .put("provider", orNull(entry.provider()))
                .put("model", orNull(entry.model()))
                .put("attempts", entry.tries().size())
                .put("status", entry.status())
                .put("outcome", entry.outcome().isEmpty() ? "complete" : entry.outcome())
                .put("tokens_in", entry.usage().input())
                .put("tokens_out", entry.usage().output())
                .put("tokens_cached", entry.usage().cached())
                .put("tokens_reasoning", entry.usage().reasoning())
                .put("tokens_estimated", entry.estimated());
        BigDecimal cost = entry.cost();
        row.set("cost", cost == null ? NullNode.instance : DecimalNode.valueOf(CostText.plain(cost)));
        row.put("time_to_first_token_ms", entry.firstTokenMillis() < 0 ? null : entry.firstTokenMillis());
        return row.put("duration_ms", entry.millis());
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    /// The same with each upstream that was asked.
    static ObjectNode whole(LedgerEntry entry) {
        ObjectNode row = row(entry);
        ArrayNode tries = row.putArray("tries");
        for (Try one : entry.tries()) {
            tries.addObject()
                    .put("provider", one.provider())
                    .put("model", one.model())
                    .put("failure", one.reason())
                    .put("duration_ms", one.nanos() / NANOS_OF_A_MILLI);
        }
        return row;
    }

    static ObjectNode usage(List<UsageRow> rows) {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode data = answer.putArray("data");
        rows.forEach(row -> data.add(usage(row)));
        return answer.put("has_more", false);
    }

    private static ObjectNode usage(UsageRow row) {
        ObjectNode json = MAPPER.createObjectNode();
        row.key().forEach((dimension, value) -> json.put(dimension.word(), value));
        return UsageCounts.into(json, row);
    }
}
