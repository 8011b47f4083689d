package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.WireJson;
import org.jspecify.annotations.Nullable;

/// Sources as annotations of a message. What a source says is OpenRouter's `content`
/// (https://openrouter.ai/docs/features/web-search, read 2026-11-21); OpenAI itself has no word for it.
final class UrlCitation {
    static final String NAME = "annotations";
    private static final String TYPE = "url_citation";

    private UrlCitation() {}

    /// The source; null where the annotation is of another kind.
    static @Nullable Citation read(JsonNode annotation) {
        JsonNode told = annotation.path(TYPE);
        String url = WireJson.text(told.path("url"));
        if (!annotation.path("type").asText().equals(TYPE) || url == null || url.isEmpty()) {
            return null;
        }
        JsonNode start = told.path("start_index");
        JsonNode end = told.path("end_index");
        // some vendors put a nought for what they do not know
        boolean placed = start.canConvertToInt() && end.canConvertToInt() && end.intValue() > 0;
        return new Citation(
                url,
                told.path("title").asText(""),
                placed ? new Citation.Place(start.intValue(), end.intValue()) : null,
                WireJson.text(told.path("content")));
    }

    /// @param said how many characters of the answer have come
    static ObjectNode json(Citation citation, int said) {
        Citation.Place place = citation.within(0, said);
        ObjectNode annotation = WireJson.object().put("type", TYPE);
        ObjectNode told = annotation
                .putObject(TYPE)
                .put("start_index", place.start())
                .put("end_index", place.end())
                .put("url", citation.url())
                .put("title", citation.title());
        if (citation.quoted() != null) {
            told.put("content", citation.quoted());
        }
        return annotation;
    }
}
