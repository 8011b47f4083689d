package dev.sluice.search.duckduckgo;

import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Asks DuckDuckGo, whose site has an address for everything that can be looked for.
public final class DuckDuckGoEngine implements SearchEngine {

    @Override
    public String name() {
        return "duckduckgo";
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.allOf(SearchType.class);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        return switch (query.type()) {
            case TEXT -> TextPages.search(query, visit);
            case NEWS, IMAGES, VIDEOS -> MediaScripts.search(query, visit);
            case SUGGESTIONS -> Phrases.suggest(query, visit);
            case ANSWERS -> Phrases.answer(query, visit);
            case TRANSLATE -> Phrases.translate(query, visit);
            case MAPS -> Spots.search(query, visit);
            case WEATHER -> Forecast.search(query, visit);
        };
    }
}
