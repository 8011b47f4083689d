package dev.sluice.search.duckduckgo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// News, images and videos: what DuckDuckGo's own page loads by script.
final class MediaScripts {
    private static final long LATEST_SECOND = 253_402_300_799L;

    private MediaScripts() {}

    static List<SearchResult> search(SearchQuery query, Visit visit) {
        String token = Token.of(query.text(), visit);
        return Pages.collect(query.maxResults(), number -> read(visit.fetch(request(query, token, number)), query));
    }

    private static PageRequest request(SearchQuery query, String token, int number) {
        PageRequest request = PageRequest.to(Token.SITE + "/" + script(query.type()))
                .header("referer", Token.SITE + "/")
                .with("o", "json")
                .with("q", query.text())
                .with("l", query.region().countryFirst("wt-wt"))
                .with("vqd", token);
        PageRequest limited = switch (query.type()) {
            case NEWS ->
                request.with("noamp", "1")
                        .with("p", query.safe().pick("1", "-1", "-2"))
                        .withSome(
                                "df", query.since() == null ? "" : query.since().letter());
            case IMAGES ->
                request.with("p", query.safe().pick("1", "1", "-1"))
                        .with("f", query.since() == null ? ",,,,," : "time:" + capital(query) + ",,,,,");
            default ->
                request.with("p", query.safe().pick("1", "-1", "-2"))
                        .with(
                                "f",
                                query.since() == null
                                        ? ",,,"
                                        : "publishedAfter:" + query.since().letter() + ",,,");
        };
        return number == 0 ? limited : limited.with("s", number * size(query.type()));
    }

    /// `Day`, as the filter of images has it.
    private static String capital(SearchQuery query) {
        String word = query.since() == null ? "" : query.since().word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String script(SearchType type) {
        return switch (type) {
            case NEWS -> "news.js";
            case IMAGES -> "i.js";
            default -> "v.js";
        };
    }

    private static int size(SearchType type) {
        return switch (type) {
            case NEWS -> 30;
            case IMAGES -> 100;
            default -> 60;
        };
    }

    private static List<SearchResult> read(Page page, SearchQuery query) {
        JsonNode list = page.list("/results");
        List<SearchResult> results = new ArrayList<>();
        for (JsonNode item : list) {
            Optional<SearchResult> result = switch (query.type()) {
                case NEWS -> news(item);
                case IMAGES -> image(item);
                default -> video(item);
            };
            result.ifPresent(results::add);
        }
        if (results.isEmpty() && !list.isEmpty()) {
            throw page.changed("results of another form");
        }
        return results;
    }

    private static Optional<SearchResult> news(JsonNode item) {
        String url = Words.of(item, "/url");
        String title = Words.plain(item, "/title");
        long second = item.path("date").asLong(-1);
        String date = second < 0 || second > LATEST_SECOND
                ? Words.of(item, "/date")
                : Instant.ofEpochSecond(second).toString();
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.News(
                        date,
                        title,
                        Words.plain(item, "/excerpt"),
                        url,
                        Words.of(item, "/image"),
                        Words.of(item, "/source")));
    }

    private static Optional<SearchResult> image(JsonNode item) {
        String url = Words.of(item, "/url");
        String title = Words.plain(item, "/title");
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.Image(
                        title,
                        Words.of(item, "/image"),
                        Words.of(item, "/thumbnail"),
                        url,
                        Words.number(item, "/height"),
                        Words.number(item, "/width"),
                        Words.of(item, "/source")));
    }

    private static Optional<SearchResult> video(JsonNode item) {
        String content = Words.of(item, "/content");
        String title = Words.plain(item, "/title");
        Map<String, String> images = new LinkedHashMap<>();
        item.path("images")
                .properties()
                .forEach(one -> images.put(one.getKey(), one.getValue().asText()));
        Map<String, Long> statistics = new LinkedHashMap<>();
        item.path("statistics").properties().stream()
                .filter(one -> one.getValue().canConvertToLong())
                .forEach(one -> statistics.put(one.getKey(), one.getValue().asLong()));
        return Words.ifAddressed(
                content,
                title,
                new SearchResult.Video(
                        content,
                        Words.plain(item, "/description"),
                        Words.of(item, "/duration"),
                        Words.of(item, "/embed_html"),
                        Words.of(item, "/embed_url"),
                        images,
                        Words.of(item, "/provider"),
                        Words.of(item, "/published"),
                        Words.of(item, "/publisher"),
                        statistics,
                        title,
                        Words.of(item, "/uploader"),
                        content,
                        images.getOrDefault("medium", "")));
    }
}
