package dev.sluice.search;

import org.jspecify.annotations.Nullable;

/// One question to one engine.
///
/// @param text what is looked for; for `translate` what is translated, for `weather` the place
/// @param maxResults from 1 to [#MOST_RESULTS]
/// @param since null = of any age
/// @param place for `maps`
/// @param from for `translate`: the language of the text; empty = found out by the engine
/// @param to for `translate`: the language wanted
/// @param language for `weather`
public record SearchQuery(
        String text,
        SearchType type,
        int maxResults,
        Region region,
        SafeSearch safe,
        @Nullable TimeLimit since,
        Place place,
        String from,
        String to,
        String language) {
    public static final int MOST_RESULTS = 50;
    public static final int LONGEST_TEXT = 499;
    /// More is translated than searched for.
    public static final int LONGEST_TRANSLATED = 1000;

    public SearchQuery {
        if (maxResults < 1 || maxResults > MOST_RESULTS) {
            throw new IllegalArgumentException("results from 1 to " + MOST_RESULTS);
        }
    }

    /// Pages of text, wherever they are.
    public static SearchQuery text(String text, int maxResults) {
        return new SearchQuery(
                text,
                SearchType.TEXT,
                maxResults,
                Region.ALL,
                SafeSearch.MODERATE,
                null,
                Place.NOWHERE,
                "",
                "en",
                "en");
    }
}
