package dev.sluice.search.yahoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.PageShape;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.TimeLimit;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads Yahoo's pages, one host for each kind of result.
public final class YahooEngine implements SearchEngine {
    private static final String NOTHING = ".compNoResult, .compNoResults, .dd.noRes, .no-results,"
            + " :containsOwn(We did not find results for), :containsOwn(did not match any)";
    private static final String ROBOT = "form#captcha-form, .captcha, #consent-page, form.consent-form";

    private static final PageShape TEXT = new PageShape("#web .algo, #web .algo-sr, #web .relsrch", NOTHING, ROBOT);
    private static final PageShape NEWS = new PageShape("#web li:has(h4 a)", NOTHING, ROBOT);
    private static final PageShape IMAGES = new PageShape("li.ld[data]", NOTHING, ROBOT);
    private static final PageShape VIDEOS = new PageShape("#results li.vr, #results div.vr", NOTHING, ROBOT);

    @Override
    public String name() {
        return "yahoo";
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.of(
                SearchType.TEXT, SearchType.NEWS, SearchType.IMAGES, SearchType.VIDEOS, SearchType.SUGGESTIONS);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        return switch (query.type()) {
            case SUGGESTIONS -> suggestions(query, visit);
            default -> Pages.collect(query.maxResults(), number -> page(query, number, visit));
        };
    }

    private static List<SearchResult> page(SearchQuery query, int number, Visit visit) {
        return switch (query.type()) {
            case NEWS ->
                NEWS.read(visit.fetch(aged(from(query, "news.search", "/search", number, 10), query)), YahooItem::news);
            case IMAGES ->
                IMAGES.read(
                        visit.fetch(from(query, "images.search", "/search/images", number, 40)
                                .withSome("age", age(query.since()))),
                        YahooItem::image);
            case VIDEOS ->
                VIDEOS.read(
                        visit.fetch(from(query, "video.search", "/search/video", number, 15)
                                .withSome("age", age(query.since()))),
                        YahooItem::video);
            default ->
                TEXT.read(visit.fetch(aged(from(query, "search", "/search", number, 7), query)), YahooItem::text);
        };
    }

    private static PageRequest from(SearchQuery query, String host, String path, int number, int size) {
        PageRequest request = PageRequest.to("https://" + host + ".yahoo.com" + path)
                .with("p", query.text())
                .with("ei", "UTF-8")
                .header("cookie", preferences(query));
        return number == 0 ? request : request.with("b", number * size + 1);
    }

    /// What a browser's settings at Yahoo come to: what is to be left out, and the language.
    private static String preferences(SearchQuery query) {
        String language = query.region().language();
        return "sB=v=1&vm=" + query.safe().pick("r", "i", "p") + "&fl=1&vl=lang_"
                + (language.isEmpty() ? "any" : language) + "&pn=10&rw=new&userset=1";
    }

    private static PageRequest aged(PageRequest request, SearchQuery query) {
        return query.since() == null
                ? request
                : request.with("btf", query.since().letter());
    }

    private static String age(@Nullable TimeLimit since) {
        return since == null ? "" : "1" + since.letter();
    }

    private static List<SearchResult> suggestions(SearchQuery query, Visit visit) {
        Page page = visit.fetch(PageRequest.to("https://search.yahoo.com/sugg/gossip/gossip-us-ura")
                .with("command", query.text())
                .with("output", "sd1")
                .with("nresults", query.maxResults()));
        List<SearchResult> phrases = new ArrayList<>();
        for (JsonNode phrase : page.list("/r")) {
            String text = phrase.isTextual() ? phrase.asText() : Words.of(phrase, "/k");
            phrases.add(new SearchResult.Suggestion(text));
        }
        return phrases;
    }
}
