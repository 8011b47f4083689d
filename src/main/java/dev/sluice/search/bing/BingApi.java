package dev.sluice.search.bing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.config.Secret;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.TimeLimit;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bing's API, version 7 (https://learn.microsoft.com/en-us/bing/search-apis/, read 2026-11-21).
final class BingApi {
    private static final int PAGE = 50;

    private final Secret key;
    private final Clock clock;

    BingApi(Secret key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    List<SearchResult> page(SearchQuery query, int number, Visit visit) {
        PageRequest request = PageRequest.to("https://api.bing.microsoft.com/v7.0" + path(query.type()))
                .keyedBy("search.bing.api-key")
                .header("ocp-apim-subscription-key", key.reveal())
                .with("q", query.text())
                .with("count", Math.min(PAGE, query.maxResults()))
                .with("safeSearch", query.safe().pick("Strict", "Moderate", "Off"))
                .withSome("mkt", query.region().locale(""));
        if (query.since() != null) {
            request = request.with("freshness", freshness(query.since()));
        }
        return read(visit.fetch(number == 0 ? request : request.with("offset", number * PAGE)), query.type());
    }

    /// Bing has words for all but the year.
    private String freshness(TimeLimit since) {
        return switch (since) {
            case DAY -> "Day";
            case WEEK -> "Week";
            case MONTH -> "Month";
            case YEAR -> LocalDate.now(clock).minusDays(since.days()) + ".." + LocalDate.now(clock);
        };
    }

    private static String path(SearchType type) {
        return switch (type) {
            case NEWS -> "/news/search";
            case IMAGES -> "/images/search";
            case VIDEOS -> "/videos/search";
            default -> "/search";
        };
    }

    private static List<SearchResult> read(Page page, SearchType type) {
        List<SearchResult> results = new ArrayList<>();
        page.list(type, "_type", "/webPages/value", "/value")
                .forEach(item -> read(item, type).ifPresent(results::add));
        return results;
    }

    private static Optional<SearchResult> read(JsonNode item, SearchType type) {
        String title = Words.plain(item, "/name");
        return switch (type) {
            case NEWS -> news(item, title);
            case IMAGES -> image(item, title);
            case VIDEOS -> video(item, title);
            default ->
                Words.ifAddressed(
                        Words.of(item, "/url"),
                        title,
                        new SearchResult.Text(title, Words.of(item, "/url"), Words.plain(item, "/snippet")));
        };
    }

    private static Optional<SearchResult> news(JsonNode item, String title) {
        String url = Words.of(item, "/url");
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.News(
                        Words.of(item, "/datePublished"),
                        title,
                        Words.plain(item, "/description"),
                        url,
                        Words.of(item, "/image/thumbnail/contentUrl"),
                        Words.of(item, "/provider/0/name")));
    }

    private static Optional<SearchResult> image(JsonNode item, String title) {
        String url = Words.of(item, "/hostPageUrl");
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.Image(
                        title,
                        Words.of(item, "/contentUrl"),
                        Words.of(item, "/thumbnailUrl"),
                        url,
                        Words.number(item, "/height"),
                        Words.number(item, "/width"),
                        Words.of(item, "/hostPageDisplayUrl")));
    }

    private static Optional<SearchResult> video(JsonNode item, String title) {
        String content = Words.of(item, "/contentUrl");
        String url = content.isEmpty() ? Words.of(item, "/hostPageUrl") : content;
        String picture = Words.of(item, "/thumbnailUrl");
        JsonNode views = item.path("viewCount");
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.Video(
                        url,
                        Words.plain(item, "/description"),
                        Words.of(item, "/duration"),
                        Words.of(item, "/embedHtml"),
                        "",
                        picture.isEmpty() ? Map.of() : Map.of("medium", picture),
                        "Bing",
                        Words.of(item, "/datePublished"),
                        Words.of(item, "/publisher/0/name"),
                        views.canConvertToLong() ? Map.of("viewCount", views.asLong()) : Map.of(),
                        title,
                        Words.of(item, "/creator/name"),
                        url,
                        picture));
    }
}
