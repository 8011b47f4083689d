package dev.sluice.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Documents that a caller wants ordered by what they have to do with a question.
///
/// @param asked the request as it came
/// @param documents at least one, each a string or an object; see [#text(int)]
/// @param topN how many the caller wants back, at most
/// @param returnDocuments whether the caller wants their words back, too
public record RerankRequest(
        JsonRequest asked, String query, List<JsonNode> documents, int topN, boolean returnDocuments) {
    public RerankRequest {
        documents = List.copyOf(documents);
    }

    /// The words of one document: its own, those of its member `text`, or else all of it as JSON.
    public String text(int index) {
        JsonNode document = documents.get(index);
        if (document.isTextual()) {
            return document.textValue();
        }
        JsonNode text = document.path("text");
        return text.isTextual() ? text.textValue() : document.toString();
    }
}
