package dev.sluice.search.brave;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.config.Secret;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Brave's API (https://api-dashboard.search.brave.com/app/documentation, read 2026-11-21).
final class BraveApi {
    private final Secret key;

    BraveApi(Secret key) {
        this.key = key;
    }

    List<SearchResult> page(SearchQuery query, int number, Visit visit) {
        boolean images = query.type() == SearchType.IMAGES;
        // images come at once, and are not turned
        if (images && number > 0) {
            return List.of();
        }
        PageRequest request = PageRequest.to("https://api.search.brave.com/res/v1/" + kind(query.type()) + "/search")
                .keyedBy("search.brave.api-key")
                .header("x-subscription-token", key.reveal())
                .with("q", query.text())
                .with("count", Math.min(images ? SearchQuery.MOST_RESULTS : 20, query.maxResults()))
                .with("safesearch", images ? query.safe().pick("strict", "strict", "off") : safety(query))
                .withSome("country", query.region().country().toUpperCase(Locale.ROOT))
                .withSome("search_lang", query.region().language());
        if (query.since() != null && !images) {
            request = request.with("freshness", "p" + query.since().letter());
        }
        return read(visit.fetch(number == 0 ? request : request.with("offset", number)), query.type());
    }

    private static String safety(SearchQuery query) {
        return query.safe().pick("strict", "moderate", "off");
    }

    private static String kind(SearchType type) {
        return type == SearchType.TEXT ? "web" : type.word();
    }

    private static List<SearchResult> read(Page page, SearchType type) {
        List<SearchResult> results = new ArrayList<>();
        page.list(type, "type", "/web/results", "/results")
                .forEach(item -> read(item, type).ifPresent(results::add));
        return results;
    }

    private static Optional<SearchResult> read(JsonNode item, SearchType type) {
        String url = Words.of(item, "/url");
        String title = Words.plain(item, "/title");
        String body = Words.plain(item, "/description");
        String picture = Words.of(item, "/thumbnail/src");
        return Words.ifAddressed(
                url,
                title,
                switch (type) {
                    case NEWS ->
                        new SearchResult.News(
                                Words.of(item, item.path("page_age").isTextual() ? "/page_age" : "/age"),
                                title,
                                body,
                                url,
                                picture,
                                Words.of(item, "/meta_url/hostname"));
                    case IMAGES ->
                        new SearchResult.Image(
                                title,
                                Words.of(item, "/properties/url"),
                                picture,
                                url,
                                Words.number(item, "/properties/height"),
                                Words.number(item, "/properties/width"),
                                Words.of(item, "/source"));
                    case VIDEOS ->
                        SearchResult.Video.of(
                                        title,
                                        url,
                                        body,
                                        Words.of(item, "/video/duration"),
                                        picture,
                                        Words.of(item, "/video/publisher"))
                                .publishedOn(Words.of(item, "/age"));
                    default -> new SearchResult.Text(title, url, body);
                });
    }
}
