package dev.sluice.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/// Reads the pages of `GET /models` (https://platform.claude.com/docs/en/api/models-list, read 2026-11-21).
final class ModelPages {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_PAGES = 10;
    private static final int LONGEST_ID = 256;

    private ModelPages() {}

    /// @param ask gives the answer to a path
    static List<ModelCard> read(String provider, Function<String, byte[]> ask) {
        Map<String, ModelCard> cards = new LinkedHashMap<>();
        String path = "/models?limit=1000";
        for (int page = 0; page < MOST_PAGES && !path.isEmpty(); page++) {
            JsonNode list = list(provider, ask.apply(path));
            list.path("data").forEach(row -> {
                String id = row.path("id").asText("");
                if (!id.isEmpty() && id.length() <= LONGEST_ID) {
                    cards.putIfAbsent(id, card(id, row));
                }
            });
            String last = list.path("last_id").asText("");
            path = list.path("has_more").booleanValue() && !last.isEmpty()
                    ? "/models?limit=1000&after_id=" + URLEncoder.encode(last, StandardCharsets.UTF_8)
                    : "";
        }
        return new ArrayList<>(cards.values());
    }

    private static JsonNode list(String provider, byte[] json) {
        try {
            JsonNode list = MAPPER.readTree(json);
            if (list.path("data").isArray()) {
                return list;
            }
        } catch (IOException e) {
            // told below
        }
        throw new RefusedException(new Failure.UpstreamBroken(
                provider,
                "The provider '" + provider + "' answered GET /models with something that is no list.",
                false));
    }

    private static ModelCard card(String id, JsonNode row) {
        JsonNode capabilities = row.path("capabilities");
        JsonNode images = capabilities.path("image_input").path("supported");
        JsonNode context = row.path("max_input_tokens");
        Map<String, Object> more = new LinkedHashMap<>();
        if (capabilities.path("thinking").path("supported").isBoolean()) {
            more.put("reasoning", capabilities.path("thinking").path("supported"));
        }
        return new ModelCard(
                id,
                "chat",
                images.isBoolean() ? images.booleanValue() : id.startsWith("claude-"),
                false,
                context.canConvertToLong() && context.longValue() > 0
                        ? OptionalLong.of(context.longValue())
                        : OptionalLong.empty(),
                created(row.path("created_at").asText("")),
                row.path("owned_by").asText(id.startsWith("claude-") ? "anthropic" : ""),
                more);
    }

    private static long created(String time) {
        try {
            return time.isEmpty() ? 0 : Math.max(0, OffsetDateTime.parse(time).toEpochSecond());
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
