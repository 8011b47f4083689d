package dev.sluice.search.wikipedia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.search.Region;
import dev.sluice.search.SafeSearch;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchEngineContract;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.TestingWebSearch;
import org.junit.jupiter.api.Test;

final class WikipediaEngineTest extends SearchEngineContract {
    private static final String SITE = "en.wikipedia.org/w/api.php";

    WikipediaEngineTest() {
        super(SITE, "wikipedia/nothing.json");
    }

    @Override
    protected SearchEngine engine() {
        return new WikipediaEngine();
    }

    @Test
    void articlesAreFoundWithAddressesThatCanBeOpened() {
        sites.show(SITE, "wikipedia/text.json");
        assertThat(search.find(text(2)))
                .containsExactly(
                        new SearchResult.Text(
                                "Sluice gate",
                                "https://en.wikipedia.org/wiki/Sluice_gate",
                                "A sluice is a \"gate\" in water"),
                        new SearchResult.Text(
                                "AC/DC & Water?", "https://en.wikipedia.org/wiki/AC/DC_%26_Water%3F", "Nothing alike"));
    }

    @Test
    void theLanguageIsTheRegions() {
        sites.show("nl.wikipedia.org/w/api.php", "wikipedia/nothing.json");
        assertThat(search.find(TestingWebSearch.asking(
                        SearchType.TEXT, "sluis", 1, new Region("be", "nl"), SafeSearch.MODERATE, null)))
                .isEmpty();
        assertThat(sites.requests("nl.wikipedia.org")).hasSize(1);
    }

    @Test
    void suggestionsAreRead() {
        sites.show(SITE, "wikipedia/suggestions.json");
        assertThat(find(SearchType.SUGGESTIONS, 5))
                .containsExactly(new SearchResult.Suggestion("Sluice"), new SearchResult.Suggestion("Sluis"));
    }

    @Test
    void answersAreTheBeginningsOfArticlesInTheirOrder() {
        sites.show(SITE, "wikipedia/answers.json");
        assertThat(find(SearchType.ANSWERS, 5))
                .containsExactly(
                        new SearchResult.Answer(
                                "https://upload.example/s.jpg",
                                "A channel with a gate.",
                                "Sluice",
                                "https://en.wikipedia.org/wiki/Sluice"),
                        new SearchResult.Answer("", "A low dam.", "Weir", "https://en.wikipedia.org/wiki/Weir"));
    }
}
