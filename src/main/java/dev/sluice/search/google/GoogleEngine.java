package dev.sluice.search.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.config.SearchConfig;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.search.Links;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks a Programmable Search Engine
/// (https://developers.google.com/custom-search/v1/reference/rest/v1/cse/list, read 2026-11-21). Google's own
/// pages are made by scripts and cannot be read.
public final class GoogleEngine implements SearchEngine {
    private static final String NAME = "google";
    private static final int PAGE = 10;

    private final SearchConfig.Google config;

    public GoogleEngine(SearchConfig.Google config) {
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.of(SearchType.TEXT, SearchType.IMAGES, SearchType.SUGGESTIONS);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        if (query.type() == SearchType.SUGGESTIONS) {
            return suggestions(query, visit);
        }
        if (!config.apiKey().present() || config.cx().isBlank()) {
            throw new RefusedException(new Failure.Unavailable(
                    NAME,
                    "The search engine 'google' needs search.google.api-key and search.google.cx, which are not set."));
        }
        return Pages.collect(query.maxResults(), number -> page(query, number, visit));
    }

    private List<SearchResult> page(SearchQuery query, int number, Visit visit) {
        PageRequest request = PageRequest.to("https://www.googleapis.com/customsearch/v1")
                .keyedBy("search.google.api-key")
                .header("x-goog-api-key", config.apiKey().reveal())
                .with("cx", config.cx())
                .with("q", query.text())
                .with("num", Math.min(PAGE, query.maxResults()))
                .with("start", number * PAGE + 1)
                .with("safe", query.safe().pick("active", "active", "off"))
                .withSome("gl", query.region().country())
                .withSome("hl", query.region().language());
        if (query.since() != null) {
            request = request.with("dateRestrict", query.since().letter() + "1");
        }
        boolean images = query.type() == SearchType.IMAGES;
        Page page = visit.fetch(images ? request.with("searchType", "image") : request);
        JsonNode json = page.json();
        // items are left out where there are none, so something else must tell that it is an answer
        if (!json.path("items").isArray() && json.path("searchInformation").isMissingNode()) {
            throw page.changed("neither items nor a count");
        }
        List<SearchResult> results = new ArrayList<>();
        for (JsonNode item : json.path("items")) {
            (images ? image(item) : text(item)).ifPresent(results::add);
        }
        return results;
    }

    private static Optional<SearchResult> text(JsonNode item) {
        String title = Words.plain(item, "/title");
        String link = unwrapped(Words.of(item, "/link"));
        return Words.ifAddressed(link, title, new SearchResult.Text(title, link, Words.plain(item, "/snippet")));
    }

    /// Some items lead through Google's own redirect.
    private static String unwrapped(String link) {
        return link.contains("google.") && link.contains("/url?")
                ? Links.parameter(link, "q")
                        .or(() -> Links.parameter(link, "url"))
                        .filter(Links::web)
                        .orElse(link)
                : link;
    }

    private static Optional<SearchResult> image(JsonNode item) {
        String title = Words.plain(item, "/title");
        String link = Words.of(item, "/link");
        return Words.ifAddressed(
                link,
                title,
                new SearchResult.Image(
                        title,
                        link,
                        Words.of(item, "/image/thumbnailLink"),
                        Words.of(item, "/image/contextLink"),
                        Words.number(item, "/image/height"),
                        Words.number(item, "/image/width"),
                        Words.of(item, "/displayLink")));
    }

    private static List<SearchResult> suggestions(SearchQuery query, Visit visit) {
        return visit.fetch(PageRequest.to("https://suggestqueries.google.com/complete/search")
                        .with("client", "firefox")
                        .with("q", query.text())
                        .withSome("hl", query.region().language()))
                .phrases();
    }
}
