package dev.sluice.http.anthropic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.ModelRows;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Models in Anthropic's shape (https://platform.claude.com/docs/en/api/models-list, read 2026-11-21), a page at a
/// time where the caller asks for pages.
public final class ModelPage {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int USUAL = 20;
    private static final int MOST = 1_000;

    private ModelPage() {}

    /// Every model at once.
    static ObjectNode all(ModelRows rows) {
        return page(rows.all(), false);
    }

    /// The page that a query asks for by `limit`, `after_id` and `before_id`.
    ///
    /// @throws RefusedException where the query is wrong
    public static ObjectNode of(ModelRows rows, MultivaluedMap<String, String> query) {
        List<ObjectNode> all = rows.all();
        int limit = limit(query.getFirst("limit"));
        String before = query.getFirst("before_id");
        if (before != null) {
            int end = position(all, before, "before_id");
            int start = Math.max(0, end - limit);
            return page(all.subList(start, end), start > 0);
        }
        String after = query.getFirst("after_id");
        int start = after == null ? 0 : position(all, after, "after_id") + 1;
        int end = Math.min(all.size(), start + limit);
        return page(all.subList(start, end), end < all.size());
    }

    private static int limit(@Nullable String asked) {
        if (asked == null) {
            return USUAL;
        }
        int limit = asked.matches("[0-9]{1,5}") ? Integer.parseInt(asked) : 0;
        if (limit < 1 || limit > MOST) {
            throw invalid("limit", "must be between 1 and " + MOST);
        }
        return limit;
    }

    private static int position(List<ObjectNode> rows, String id, String parameter) {
        for (int at = 0; at < rows.size(); at++) {
            if (rows.get(at).path("id").asText().equals(id)) {
                return at;
            }
        }
        throw invalid(parameter, "must be the id of a model in the list");
    }

    private static RefusedException invalid(String parameter, String predicate) {
        String message = parameter + " " + predicate + ".";
        return new RefusedException(new Failure.Invalid(
                message,
                parameter,
                "invalid_value",
                List.of(new Failure.Detail(List.of("query", parameter), message, "value_error"))));
    }

    private static ObjectNode page(List<ObjectNode> rows, boolean more) {
        ObjectNode page = MAPPER.createObjectNode();
        var data = page.putArray("data");
        rows.forEach(row -> data.add(row(row)));
        page.put("has_more", more);
        page.put("first_id", rows.isEmpty() ? null : rows.getFirst().path("id").asText());
        page.put("last_id", rows.isEmpty() ? null : rows.getLast().path("id").asText());
        return page;
    }

    /// One model.
    ///
    /// @param row as OpenAI's list has it
    public static ObjectNode row(ObjectNode row) {
        String id = row.path("id").asText();
        ObjectNode written = MAPPER.createObjectNode()
                .put("type", "model")
                .put("id", id)
                .put("display_name", id.substring(id.indexOf('/') + 1))
                .put(
                        "created_at",
                        Instant.ofEpochSecond(row.path("created").asLong()).toString());
        if (row.path("context_length").isNumber()) {
            written.set("max_input_tokens", row.path("context_length"));
        }
        return written;
    }
}
