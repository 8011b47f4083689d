package dev.sluice.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// A page that an engine sent with status 200. Used by one thread.
public final class Page {
    private final Visit visit;
    private final byte[] bytes;

    Page(Visit visit, byte[] bytes) {
        this.visit = visit;
        this.bytes = bytes;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public Document html() {
        return Jsoup.parse(text());
    }

    /// @throws RefusedException where it is no JSON
    public JsonNode json() {
        return json(bytes);
    }

    /// The JSON between the first `(` and the last `)`, for what is wrapped in a call.
    public JsonNode wrappedJson() {
        String text = text();
        int begin = text.indexOf('(');
        int end = text.lastIndexOf(')');
        if (begin < 0 || end <= begin) {
            throw changed("no JSON");
        }
        return json(text.substring(begin + 1, end).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode json(byte[] some) {
        return Words.json(some).orElseThrow(() -> changed("no JSON"));
    }

    /// The list under `pointer` of a JSON page.
    ///
    /// @throws RefusedException where there is none
    public JsonNode list(String pointer) {
        JsonNode list = json().at(pointer);
        if (!list.isArray()) {
            throw changed("no list of results");
        }
        return list;
    }

    /// The list of an API whose answers name their type. Of the web, there is none where nothing was found.
    ///
    /// @param mark the member that names the type
    /// @param web where the list stands for pages of the web
    /// @param other where it stands for all else
    /// @throws RefusedException where the type is not named, or the list is missing
    public JsonNode list(SearchType type, String mark, String web, String other) {
        JsonNode json = json();
        if (!json.path(mark).isTextual()) {
            throw changed("an answer without a type");
        }
        JsonNode list = json.at(type == SearchType.TEXT ? web : other);
        if (type != SearchType.TEXT && !list.isArray()) {
            throw changed("no list of results");
        }
        return list;
    }

    /// The phrases of an OpenSearch answer: `["asked", ["phrase", ...]]`.
    public List<SearchResult> phrases() {
        List<SearchResult> phrases = new ArrayList<>();
        list("/1").forEach(phrase -> phrases.add(new SearchResult.Suggestion(phrase.asText())));
        return phrases;
    }

    public RefusedException changed(String what) {
        return visit.changed(what);
    }

    public RefusedException suspicious() {
        return visit.suspicious();
    }
}
