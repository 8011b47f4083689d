package dev.sluice.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultCacheTest {
    private final ResultCache cache = new ResultCache(() -> 0);

    private static Search search(String text) {
        return new Search("e", SearchQuery.text(text, 1));
    }

    private static List<SearchResult> weighing(int characters) {
        return List.of(new SearchResult.Suggestion("x".repeat(characters)));
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() {
        for (int i = 0; i < ResultCache.MOST; i++) {
            cache.keep(search("q" + i), List.of());
        }
        assertThat(cache.of(search("q0"))).isPresent();
        cache.keep(search("one more"), List.of());
        assertThat(cache.of(search("q0"))).isPresent();
        assertThat(cache.of(search("q1"))).isEmpty();
    }

    @Test
    void manyLargeOnesDoNotAddUp() {
        int large = (int) (ResultCache.LARGEST / 5);
        for (int i = 0; i < 5; i++) {
            cache.keep(search("q" + i), weighing(large));
        }
        assertThat(cache.of(search("q0"))).isEmpty();
        assertThat(cache.of(search("q4"))).isPresent();
        cache.keep(search("q4"), weighing(10));
        cache.keep(search("q4"), weighing(10));
        assertThat(cache.of(search("q3"))).isPresent();
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        cache.keep(search("huge"), weighing((int) (ResultCache.LARGEST / 2)));
        assertThat(cache.of(search("huge"))).isEmpty();
    }
}
