package dev.sluice.search.brave;

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
import dev.sluice.search.TestingWebSearch;
import dev.sluice.search.TimeLimit;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSites;
import org.junit.jupiter.api.Test;

/// Brave without a key.
final class BraveEngineTest extends SearchEngineContract {
    private static final String SITE = "search.brave.com/search";

    @Override
    protected SearchEngine engine() {
        return new BraveEngine(new SearchConfig.Keyed(Secret.NONE));
    }

    @Override
    protected String textSite() {
        return SITE;
    }

    @Override
    protected String nothing() {
        return "brave/nothing.html";
    }

    @Test
    void textIsReadInBothOfItsShapes() {
        sites.show(SITE, "brave/text.html");
        assertThat(search.find(text(2)))
                .containsExactly(
                        new SearchResult.Text(
                                "How a sluice works", "https://water.example/gate", "A sluice lets water through."),
                        new SearchResult.Text("Canals", "https://canal.example/history", "From locks to lifts."));
    }

    @Test
    void newsImagesAndVideosAreRead() {
        sites.show("search.brave.com/news", "brave/news.html");
        sites.show("search.brave.com/images", "brave/images.html");
        sites.show("search.brave.com/videos", "brave/videos.html");
        assertThat(find(SearchType.NEWS, 1))
                .containsExactly(new SearchResult.News(
                        "3 hours ago",
                        "Gate raised",
                        "It was raised.",
                        "https://times.example/gate",
                        "https://imgs.search.brave.com/n",
                        "times.example"));
        assertThat(find(SearchType.IMAGES, 1))
                .containsExactly(new SearchResult.Image(
                        "A gate",
                        "https://img.example/big.jpg",
                        "https://imgs.search.brave.com/Ab/rs:fit:500:0:1:0/g:ce/aHR0cHM6Ly9pbWcu/ZXhhbXBsZS9iaWcu/anBn",
                        "https://img.example/big.jpg",
                        1200,
                        1600,
                        "water.example"));
        assertThat(find(SearchType.VIDEOS, 1))
                .containsExactly(SearchResult.Video.of(
                                "Inside a gate",
                                "https://video.example/watch?v=1",
                                "Water rises.",
                                "04:05",
                                "https://imgs.search.brave.com/v",
                                "Keeper")
                        .publishedOn("March 1, 2025"));
    }

    @Test
    void suggestionsAreRead() {
        sites.show("search.brave.com/api/suggest", "brave/suggestions.json");
        assertThat(find(SearchType.SUGGESTIONS, 1)).containsExactly(new SearchResult.Suggestion("sluice"));
    }

    @Test
    void whatIsAskedForIsSaidInBravesWords() {
        sites.show(SITE, "brave/nothing.html");
        search.find(TestingWebSearch.asking(
                SearchType.TEXT, "x", 3, new Region("us", "en"), SafeSearch.ON, TimeLimit.YEAR));
        TestingRequest sent = sites.requests(SITE).getFirst();
        assertThat(TestingSites.parameter(sent, "tf")).isEqualTo("py");
        assertThat(sent.header("cookie")).contains("safesearch=strict").contains("country=us");
    }

    @Test
    void aTestForHumansIsSaid() {
        sites.show(SITE, "brave/robot.html");
        assertThat(search.refusal(text(5))).isInstanceOf(Failure.Unavailable.class);
    }
}
