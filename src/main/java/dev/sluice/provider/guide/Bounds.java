package dev.sluice.provider.guide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Document;
import java.util.ArrayList;
import java.util.List;

/// How far a caller lets an answer go.
///
/// @param choices how many times the answer is wanted
/// @param tokens the most tokens that one choice may have
/// @param stops an answer ends before the first of these
record Bounds(int choices, long tokens, List<String> stops) {
    Bounds {
        stops = List.copyOf(stops);
    }

    static Bounds of(Document document) {
        JsonNode body = document.tree();
        JsonNode newer = body.path("max_completion_tokens");
        long tokens = (newer.isNumber() ? newer : body.path("max_tokens")).asLong(Long.MAX_VALUE);
        return new Bounds(Math.max(1, body.path("n").asInt(1)), tokens, stops(body.path("stop")));
    }

    private static List<String> stops(JsonNode stop) {
        var stops = new ArrayList<String>();
        for (JsonNode one : stop.isTextual() ? List.of(stop) : stop) {
            if (!one.asText().isEmpty()) {
                stops.add(one.asText());
            }
        }
        return stops;
    }

    /// `text` up to the first stop in it.
    String cut(String text) {
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop);
            if (at >= 0) {
                end = Math.min(end, at);
            }
        }
        return text.substring(0, end);
    }
}
