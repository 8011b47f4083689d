package dev.sluice.search.searxng;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks a SearXNG, which asks engines of its own.
public final class SearxngEngine implements SearchEngine {
    private static final String NAME = "searxng";

    private final Optional<URI> url;

    /// @param url without one, searches are refused
    public SearxngEngine(Optional<URI> url) {
        this.url = url;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.of(
                SearchType.TEXT,
                SearchType.NEWS,
                SearchType.IMAGES,
                SearchType.VIDEOS,
                SearchType.SUGGESTIONS,
                SearchType.ANSWERS,
                SearchType.MAPS);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        String base = url.map(own -> own.toString().replaceAll("/+$", ""))
                .orElseThrow(() -> new RefusedException(new Failure.Unavailable(
                        NAME, "The search engine 'searxng' needs search.searxng.url, which is not set.")));
        return switch (query.type()) {
            case SUGGESTIONS -> suggestions(base, query, visit);
            case ANSWERS -> answers(page(base, query, "general", 0, visit));
            default ->
                Pages.collect(
                        query.maxResults(),
                        number ->
                                results(page(base, query, category(query.type()), number, visit), query.type(), visit));
        };
    }

    private static String category(SearchType type) {
        return switch (type) {
            case NEWS -> "news";
            case IMAGES -> "images";
            case VIDEOS -> "videos";
            case MAPS -> "map";
            default -> "general";
        };
    }

    private static Page page(String base, SearchQuery query, String category, int number, Visit visit) {
        String place = query.type() == SearchType.MAPS ? query.place().name() : "";
        PageRequest request = PageRequest.to(base + "/search")
                .toOwn()
                .with("q", place.isEmpty() ? query.text() : query.text() + " " + place)
                .with("format", "json")
                .with("categories", category)
                .with("language", query.region().locale("all"))
                .with("safesearch", query.safe().pick("2", "1", "0"));
        if (query.since() != null) {
            request = request.with("time_range", query.since().word());
        }
        return visit.fetch(number == 0 ? request : request.with("pageno", number + 1));
    }

    private static List<SearchResult> results(Page page, SearchType type, Visit visit) {
        JsonNode json = page.json();
        JsonNode list = json.path("results");
        if (!list.isArray()) {
            throw page.changed("no list of results");
        }
        if (list.isEmpty() && !json.path("unresponsive_engines").isEmpty()) {
            throw visit.failed("got no answer from any of its own engines.");
        }
        List<SearchResult> results = new ArrayList<>();
        list.forEach(item -> FoundItem.read(item, type).ifPresent(results::add));
        if (results.isEmpty() && !list.isEmpty()) {
            throw page.changed("results of another form");
        }
        return results;
    }

    private static List<SearchResult> answers(Page page) {
        JsonNode json = page.json();
        JsonNode list = json.path("answers");
        if (!list.isArray()) {
            throw page.changed("no list of answers");
        }
        List<SearchResult> answers = new ArrayList<>();
        for (JsonNode answer : list) {
            // a text in older versions, an object in newer ones
            String text = answer.isTextual() ? answer.asText() : Words.of(answer, "/answer");
            answers.add(new SearchResult.Answer(null, Words.plain(text), "", Words.of(answer, "/url")));
        }
        for (JsonNode box : json.path("infoboxes")) {
            answers.add(new SearchResult.Answer(
                    Words.of(box, "/img_src"),
                    Words.plain(box, "/content"),
                    Words.plain(box, "/infobox"),
                    Words.of(box, "/id")));
        }
        return answers;
    }

    private static List<SearchResult> suggestions(String base, SearchQuery query, Visit visit) {
        return visit.fetch(PageRequest.to(base + "/autocompleter").toOwn().with("q", query.text()))
                .phrases();
    }
}
