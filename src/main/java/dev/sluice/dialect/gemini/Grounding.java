package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a candidate's answer rests on (https://ai.google.dev/api/generate-content#GroundingMetadata, read 2026-11-21).
///
/// A stream tells it at its end, or again and again, each time with all that is known; so it is told on when the answer
/// is whole. Used by one thread.
final class Grounding {
    private static final int MOST = 1000;
    private static final int LONGEST_TEXT = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private JsonNode sources = MissingNode.getInstance();
    private JsonNode supports = MissingNode.getInstance();
    private boolean lost;

    /// Takes a piece of the answer, to know where its parts stand.
    void said(String piece) {
        lost |= text.length() + piece.length() > LONGEST_TEXT;
        if (!lost) {
            text.append(piece);
        }
    }

    void take(JsonNode metadata) {
        sources = filled(metadata.path("groundingChunks"), sources);
        supports = filled(metadata.path("groundingSupports"), supports);
    }

    private static JsonNode filled(JsonNode told, JsonNode before) {
        return told.isArray() && !told.isEmpty() ? told : before;
    }

    void tell(int choice, List<ReplyEvent> out) {
        List<Citation> told = new ArrayList<>();
        var used = new BitSet();
        byte[] answer =
                sources.isEmpty() || lost ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
        for (JsonNode support : supports) {
            Citation.Place place = place(support.path("segment"), answer);
            for (JsonNode index : support.path("groundingChunkIndices")) {
                Citation source = index.canConvertToInt() ? source(sources.path(index.intValue())) : null;
                if (source != null && told.size() < MOST) {
                    used.set(index.intValue());
                    told.add(place == null ? source : source.at(place.start(), place.end()));
                }
            }
        }
        for (int i = 0; i < sources.size() && told.size() < MOST; i++) {
            Citation source = used.get(i) ? null : source(sources.path(i));
            if (source != null) {
                told.add(source);
            }
        }
        told.forEach(citation -> out.add(new ReplyEvent.Cited(choice, citation)));
    }

    private static @Nullable Citation source(JsonNode chunk) {
        for (String kind : new String[] {"web", "retrievedContext", "maps"}) {
            JsonNode found = chunk.path(kind);
            String url = found.path("uri").asText("");
            if (!url.isEmpty()) {
                String quoted = kind.equals("retrievedContext") ? WireJson.text(found.path("text")) : null;
                return new Citation(url, found.path("title").asText(""), null, quoted);
            }
        }
        return null;
    }

    /// A segment counts the bytes of its part, and which part that is cannot be told from a stream: where they do not
    /// hold the segment's words, the words are looked for.
    private Citation.@Nullable Place place(JsonNode segment, byte[] answer) {
        int start = segment.path("startIndex").asInt();
        int end = segment.path("endIndex").asInt();
        String words = segment.path("text").asText("");
        boolean inside = start >= 0 && end > start && end <= answer.length;
        if (inside
                && (words.isEmpty() || words.equals(new String(answer, start, end - start, StandardCharsets.UTF_8)))) {
            int from = characters(answer, 0, start);
            return new Citation.Place(from, from + characters(answer, start, end));
        }
        int found = words.isEmpty() ? -1 : text.indexOf(words);
        if (found < 0) {
            return null;
        }
        int from = Citation.length(text.substring(0, found));
        return new Citation.Place(from, from + Citation.length(words));
    }

    private static int characters(byte[] utf8, int from, int to) {
        int characters = 0;
        for (int i = from; i < to; i++) {
            if ((utf8[i] & 0xC0) != 0x80) {
                characters++;
            }
        }
        return characters;
    }
}
