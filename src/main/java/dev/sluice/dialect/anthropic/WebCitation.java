package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.WireJson;
import org.jspecify.annotations.Nullable;

/// Sources that have an address as citations of a text block
/// (https://platform.claude.com/docs/en/build-with-claude/citations, read 2026-11-21).
final class WebCitation {
    private static final String FOUND = "web_search_result_location";
    private static final String GIVEN = "search_result_location";

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
                : new Citation(url, citation.path("title").asText(""), null, WireJson.text(citation.path("cited_text")));
    }

    /// The source of a search result that the caller gave may be anything.
    private static String web(String source) {
        return source.startsWith("https://") || source.startsWith("http://") ? source : "";
    }

    static ObjectNode json(Citation citation) {
        String quoted = citation.quoted();
        return WireJson.object()
                .put("type", FOUND)
                .put("url", citation.url())
                .put("title", citation.title().isEmpty() ? null : citation.title())
                .put("cited_text", quoted == null ? "" : quoted)
                // only Anthropic's own search has one
                .put("encrypted_index", "");
    }
}
