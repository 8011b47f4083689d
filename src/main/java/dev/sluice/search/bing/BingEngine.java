package dev.sluice.search.bing;

import dev.sluice.config.SearchConfig;
import dev.sluice.search.PageRequest;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Asks Bing by its API where there is a key, else reads its pages.
public final class BingEngine implements SearchEngine {
    private final SearchConfig.Keyed config;
    private final Clock clock;

    public BingEngine(SearchConfig.Keyed config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bing";
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.of(
                SearchType.TEXT, SearchType.NEWS, SearchType.IMAGES, SearchType.VIDEOS, SearchType.SUGGESTIONS);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        if (query.type() == SearchType.SUGGESTIONS) {
            return visit.fetch(PageRequest.to("https://api.bing.com/osjson.aspx")
                            .with("query", query.text())
                            .withSome("mkt", query.region().locale("")))
                    .phrases();
        }
        if (config.apiKey().present()) {
            var api = new BingApi(config.apiKey(), clock);
            return Pages.collect(query.maxResults(), number -> api.page(query, number, visit));
        }
        var pages = new BingPages(clock);
        return Pages.collect(query.maxResults(), number -> pages.page(query, number, visit));
    }
}
