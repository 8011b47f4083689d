package dev.sluice.search;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// Turns the pages of results until there are enough.
public final class Pages {
    /// More are not turned for one search.
    public static final int MOST = 5;

    private Pages() {}

    /// The results of the first pages, each address once: until there are `wanted`, or a page brings nothing
    /// new.
    ///
    /// A page after the first that fails ends the list: what was found is worth more than an error.
    ///
    /// @param page the results of a page, counted from 0
    public static List<SearchResult> collect(int wanted, IntFunction<List<SearchResult>> page) {
        List<SearchResult> results = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (int number = 0; number < MOST && results.size() < wanted; number++) {
            int before = results.size();
            for (SearchResult result : turned(page, number)) {
                if (seen.add(identity(result))) {
                    results.add(result);
                }
            }
            if (results.size() == before) {
                break;
            }
        }
        return results;
    }

    private static List<SearchResult> turned(IntFunction<List<SearchResult>> page, int number) {
        try {
            return page.apply(number);
        } catch (RefusedException e) {
            if (number == 0 || e.failure() instanceof Failure.Cancelled) {
                throw e;
            }
            return List.of();
        }
    }

    private static Object identity(SearchResult result) {
        return switch (result) {
            case SearchResult.Text text -> text.href();
            case SearchResult.News news -> news.url();
            case SearchResult.Image image -> image.image();
            case SearchResult.Video video -> video.url();
            default -> result;
        };
    }
}
