package dev.sluice.search.wikipedia;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Asks the Wikipedia of the region's language.
public final class WikipediaEngine implements SearchEngine {
    private static final int SENTENCES = 5;

    @Override
    public String name() {
        return "wikipedia";
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.of(SearchType.TEXT, SearchType.SUGGESTIONS, SearchType.ANSWERS);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        String site = site(query);
        return switch (query.type()) {
            case SUGGESTIONS -> titles(query, visit, site);
            case ANSWERS -> summaries(query, visit, site);
            default -> articles(query, visit, site);
        };
    }

    private static String site(SearchQuery query) {
        String language = query.region().language();
        return "https://" + (language.isEmpty() ? "en" : language) + ".wikipedia.org";
    }

    private static PageRequest api(String site, String action) {
        return PageRequest.to(site + "/w/api.php").with("action", action).with("format", "json");
    }

    private static List<SearchResult> articles(SearchQuery query, Visit visit, String site) {
        Page page = visit.fetch(api(site, "query")
                .with("list", "search")
                .with("srsearch", query.text())
                .with("srlimit", query.maxResults())
                .with("utf8", "1"));
        List<SearchResult> results = new ArrayList<>();
        for (JsonNode article : page.list("/query/search")) {
            String title = Words.of(article, "/title");
            results.add(new SearchResult.Text(title, site + "/wiki/" + path(title), Words.plain(article, "/snippet")));
        }
        return results;
    }

    private static String path(String title) {
        return URLEncoder.encode(title.replace(' ', '_'), StandardCharsets.UTF_8)
                .replace("%2F", "/");
    }

    private static List<SearchResult> titles(SearchQuery query, Visit visit, String site) {
        return visit.fetch(api(site, "opensearch").with("search", query.text()).with("limit", query.maxResults()))
                .phrases();
    }

    /// The beginnings of the articles that fit best.
    private static List<SearchResult> summaries(SearchQuery query, Visit visit, String site) {
        Page page = visit.fetch(api(site, "query")
                .with("generator", "search")
                .with("gsrsearch", query.text())
                .with("gsrlimit", Math.min(query.maxResults(), 10))
                .with("prop", "extracts|info|pageimages")
                .with("inprop", "url")
                .with("exintro", "1")
                .with("explaintext", "1")
                .with("exsentences", SENTENCES)
                .with("exlimit", "max")
                .with("piprop", "thumbnail")
                .with("formatversion", "2"));
        JsonNode json = page.json();
        if (json.path("query").isMissingNode() && json.path("batchcomplete").isMissingNode()) {
            throw page.changed("neither articles nor an end");
        }
        List<JsonNode> articles = new ArrayList<>();
        json.at("/query/pages").forEach(articles::add);
        articles.sort((one, other) ->
                Integer.compare(one.path("index").asInt(), other.path("index").asInt()));
        return articles.stream()
                .<SearchResult>map(article -> new SearchResult.Answer(
                        Words.of(article, "/thumbnail/source"),
                        Words.of(article, "/extract"),
                        Words.of(article, "/title"),
                        Words.of(article, "/fullurl")))
                .toList();
    }
}
