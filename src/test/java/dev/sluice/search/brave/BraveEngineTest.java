package dev.sluice.search.brave;

import static dev.sluice.search.TestingResults.CANALS;
import static dev.sluice.search.TestingResults.GATE;
import static dev.sluice.search.TestingResults.gatePictured;
import static dev.sluice.search.TestingResults.gateRaised;
import static dev.sluice.search.TestingResults.insideGate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SearchConfig;
import dev.sluice.config.Secret;
import dev.sluice.exchange.Failure;
import dev.sluice.search.Region;
import dev.sluice.search.SafeSearch;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchEngineContract;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.TimeLimit;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSites;
import org.junit.jupiter.api.Test;

/// Brave without a key.
final class BraveEngineTest extends SearchEngineContract {
    private static final String SITE = "search.brave.com/search";

    BraveEngineTest() {
        super(SITE, "brave/nothing.html");
    }

    @Override
    protected SearchEngine engine() {
        return new BraveEngine(new SearchConfig.Keyed(Secret.NONE));
    }

    @Test
    void textIsReadInBothOfItsShapes() {
        sites.show(SITE, "brave/text.html");
        assertThat(search.find(text(2))).containsExactly(GATE, CANALS);
    }

    @Test
    void newsImagesAndVideosAreRead() {
        sites.show("search.brave.com/news", "brave/news.html");
        sites.show("search.brave.com/images", "brave/images.html");
        sites.show("search.brave.com/videos", "brave/videos.html");
        assertThat(find(SearchType.NEWS, 1))
                .containsExactly(gateRaised("3 hours ago", "https://imgs.search.brave.com/n", "times.example"));
        assertThat(find(SearchType.IMAGES, 1))
                .containsExactly(gatePictured(
                        "https://imgs.search.brave.com/Ab/rs:fit:500:0:1:0/g:ce/aHR0cHM6Ly9pbWcu/ZXhhbXBsZS9iaWcu/anBn",
                        "https://img.example/big.jpg",
                        "water.example"));
        assertThat(find(SearchType.VIDEOS, 1))
                .containsExactly(insideGate("Water rises.", "04:05", "https://imgs.search.brave.com/v", "Keeper")
                        .publishedOn("March 1, 2025"));
    }

    @Test
    void suggestionsAreRead() {
        sites.show("search.brave.com/api/suggest", "brave/suggestions.json");
        assertThat(find(SearchType.SUGGESTIONS, 1)).containsExactly(new SearchResult.Suggestion("sluice"));
    }

    @Test
    void whatIsAskedForIsSaidInBravesWords() {
        TestingRequest sent = sent("x", 3, new Region("us", "en"), SafeSearch.ON, TimeLimit.YEAR);
        assertThat(TestingSites.parameter(sent, "tf")).isEqualTo("py");
        assertThat(sent.header("cookie")).contains("safesearch=strict").contains("country=us");
    }

    @Test
    void aTestForHumansIsSaid() {
        sites.show(SITE, "brave/robot.html");
        assertThat(search.refusal(text(5))).isInstanceOf(Failure.Unavailable.class);
    }
}
