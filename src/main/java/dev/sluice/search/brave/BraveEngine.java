package dev.sluice.search.brave;

import dev.sluice.config.SearchConfig;
import dev.sluice.search.PageRequest;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Asks Brave by its API where there is a key, else reads its pages.
public final class BraveEngine implements SearchEngine {
    private final SearchConfig.Keyed config;

    public BraveEngine(SearchConfig.Keyed config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "brave";
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.of(
                SearchType.TEXT, SearchType.NEWS, SearchType.IMAGES, SearchType.VIDEOS, SearchType.SUGGESTIONS);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        if (query.type() == SearchType.SUGGESTIONS) {
            // the API asks for a plan of its own for these
            return visit.fetch(PageRequest.to("https://search.brave.com/api/suggest")
                            .with("q", query.text()))
                    .phrases();
        }
        if (config.apiKey().present()) {
            var api = new BraveApi(config.apiKey());
            return Pages.collect(query.maxResults(), number -> api.page(query, number, visit));
        }
        return Pages.collect(query.maxResults(), number -> BravePages.page(query, number, visit));
    }
}
