package dev.sluice.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Usage;
import dev.sluice.telemetry.Try;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as lines of JSON, and the upstreams that a row tells of as one text.
final class EntryJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EntryJson() {}

    static String line(LedgerEntry entry) {
        ObjectNode line = MAPPER.createObjectNode()
                .put("id", entry.id())
                .put("request_id", entry.requestId())
                .put("at", entry.at().toString())
                .put("caller", entry.caller())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("streamed", entry.streamed())
                .put("asked", entry.asked())
                .put("provider", entry.provider())
                .put("model", entry.model())
                .put("status", entry.status())
                .put("outcome", entry.outcome())
                .put("input", entry.usage().input())
                .put("output", entry.usage().output())
                .put("cached", entry.usage().cached())
                .put("reasoning", entry.usage().reasoning())
                .put("estimated", entry.estimated())
                .put("first_ms", entry.firstTokenMillis())
                .put("ms", entry.millis());
        BigDecimal cost = entry.cost();
        line.put("cost", cost == null ? null : cost.toPlainString());
        line.set("tries", tree(entry.tries()));
        return line.toString();
    }

    /// @throws JsonProcessingException where the line was cut
    static LedgerEntry entry(String line) throws JsonProcessingException {
        JsonNode tree = MAPPER.readTree(line);
        return new LedgerEntry(
                tree.required("id").asText(),
                tree.required("request_id").asText(),
                Instant.parse(tree.required("at").asText()),
                tree.required("caller").asText(),
                tree.required("method").asText(),
                tree.required("path").asText(),
                tree.required("streamed").asBoolean(),
                tree.required("asked").asText(),
                tree.required("provider").asText(),
                tree.required("model").asText(),
                tree.required("status").asInt(),
                tree.required("outcome").asText(),
                new Usage(
                        tree.required("input").asLong(),
                        tree.required("output").asLong(),
                        tree.required("cached").asLong(),
                        tree.required("reasoning").asLong()),
                tree.required("estimated").asBoolean(),
                cost(tree.required("cost")),
                tree.required("first_ms").asLong(),
                tree.required("ms").asLong(),
                tries(tree.required("tries")));
    }

    private static @Nullable BigDecimal cost(JsonNode cost) {
        return cost.isNull() ? null : new BigDecimal(cost.asText());
    }

    static String text(List<Try> tries) {
        return tree(tries).toString();
    }

    static List<Try> tries(String text) {
        try {
            return tries(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of the ledger holds no list of what was tried", e);
        }
    }

    /// Each as a list of its values: there is one in every row.
    private static ArrayNode tree(List<Try> tries) {
        ArrayNode all = MAPPER.createArrayNode();
        tries.forEach(one -> all.addArray()
                .add(one.provider())
                .add(one.model())
                .add(one.reason())
                .add(one.nanos()));
        return all;
    }

    private static List<Try> tries(JsonNode tree) {
        List<Try> tries = new ArrayList<>(tree.size());
        tree.forEach(one -> tries.add(new Try(
                one.path(0).asText(),
                one.path(1).asText(),
                one.path(2).textValue(),
                one.path(3).asLong())));
        return tries;
    }
}
