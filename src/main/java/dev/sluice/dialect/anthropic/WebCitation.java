package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sources that have an address as citations of a text block
/// (https://platform.claude.com/docs/en/build-with-claude/citations, read 2026-11-21).
final class WebCitation {
    private static final String FOUND = "web_search_result_location";
    private static final String GIVEN = "search_result_location";
    private static final String NAME = "citations";
    private static final String MARK = "encrypted_index";

    private WebCitation() {}

    /// The source; null where it is a part of a document, which has no address.
    static @Nullable Citation read(JsonNode citation) {
        String url = switch (citation.path("type").asText()) {
            case FOUND -> citation.path("url").asText("");
            case GIVEN -> web(citation.path("source").asText(""));
            default -> "";
        };
        return url.isEmpty()
                ? null
                : new Citation(
                        url, citation.path("title").asText(""), null, WireJson.text(citation.path("cited_text")));
    }

    /// The source of a search result that the caller gave may be anything.
    private static String web(String source) {
        return source.startsWith("https://") || source.startsWith("http://") ? source : "";
    }

    /// Takes out of a caller's messages what [#json] wrote into an answer of before: Anthropic refuses a search
    /// result that its own search did not find.
    ///
    /// @return the messages without it; empty where there is nothing of the kind
    static Optional<JsonNode> withoutMade(JsonNode messages) {
        if (made(messages).isEmpty()) {
            return Optional.empty();
        }
        JsonNode changed = messages.deepCopy();
        List<ObjectNode> blocks = made(changed);
        blocks.forEach(block -> {
            ArrayNode kept = block.arrayNode();
            block.path(NAME).forEach(citation -> {
                if (!isMade(citation)) {
                    kept.add(citation);
                }
            });
            if (kept.isEmpty()) {
                block.remove(NAME);
            } else {
                block.set(NAME, kept);
            }
        });
        Set<JsonNode> empty = Collections.newSetFromMap(new IdentityHashMap<>());
        blocks.stream()
                .filter(block -> !block.has(NAME) && block.path("text").asText().isEmpty())
                .forEach(empty::add);
        changed.forEach(message -> without(message.path("content"), empty));
        return Optional.of(changed);
    }

    /// Leaves out what held nothing but sources that came late: Anthropic refuses a text without words.
    private static void without(JsonNode content, Set<JsonNode> empty) {
        Iterator<JsonNode> parts = content.elements();
        while (parts.hasNext()) {
            if (empty.contains(parts.next())) {
                parts.remove();
            }
        }
    }

    private static List<ObjectNode> made(JsonNode messages) {
        List<ObjectNode> blocks = new ArrayList<>(0);
        for (JsonNode message : messages) {
            for (JsonNode part : message.path("content")) {
                for (JsonNode citation : part.path(NAME)) {
                    if (isMade(citation) && part instanceof ObjectNode block) {
                        blocks.add(block);
                        break;
                    }
                }
            }
        }
        return blocks;
    }

    private static boolean isMade(JsonNode citation) {
        JsonNode mark = citation.path(MARK);
        return mark.isTextual() && mark.textValue().isEmpty();
    }

    static ObjectNode json(Citation citation) {
        String quoted = citation.quoted();
        return WireJson.object()
                .put("type", FOUND)
                .put("url", citation.url())
                .put("title", citation.title().isEmpty() ? null : citation.title())
                .put("cited_text", quoted == null ? "" : quoted)
                // only Anthropic's own search has one
                .put(MARK, "");
    }
}
