package dev.sluice.search.brave;

import static dev.sluice.search.TestingResults.gate;
import static dev.sluice.search.TestingResults.gatePictured;
import static dev.sluice.search.TestingResults.gateRaised;
import static dev.sluice.search.TestingResults.insideGate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SearchConfig;
import dev.sluice.config.Secret;
import dev.sluice.search.Region;
import dev.sluice.search.SafeSearch;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchEngineContract;
import dev.sluice.search.SearchType;
import dev.sluice.search.TimeLimit;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSites;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Brave with a key.
final class BraveApiTest extends SearchEngineContract {
    private static final String SITE = "api.search.brave.com/res/v1/web/search";

    BraveApiTest() {
        super(SITE, "brave/api-nothing.json");
    }

    @Override
    protected SearchEngine engine() {
        return new BraveEngine(new SearchConfig.Keyed(Secret.of("brave-secret")));
    }

    @Test
    void textIsReadWithoutItsMarkup() {
        sites.show(SITE, "brave/api-text.json");
        assertThat(search.find(text(1)))
                .containsExactly(gate("https://water.example/gate", "A sluice lets water & boats through."));
    }

    @Test
    void newsImagesAndVideosAreRead() {
        sites.show("api.search.brave.com/res/v1/news/search", "brave/api-news.json");
        sites.show("api.search.brave.com/res/v1/images/search", "brave/api-images.json");
        sites.show("api.search.brave.com/res/v1/videos/search", "brave/api-videos.json");
        assertThat(find(SearchType.NEWS, 1))
                .containsExactly(gateRaised("2026-11-20T09:30:00", "https://imgs.search.brave.com/n", "times.example"));
        assertThat(find(SearchType.IMAGES, 1)).containsExactly(gatePictured("https://imgs.search.brave.com/i"));
        assertThat(find(SearchType.VIDEOS, 1))
                .containsExactly(insideGate("Water rises.", "04:05", "https://imgs.search.brave.com/v", "Example Video")
                        .publishedOn("March 1, 2025"));
    }

    @Test
    void theKeyAndWhatIsAskedForAreSaidInBravesWords() {
        TestingRequest sent = sent("x", 50, new Region("us", "en"), SafeSearch.ON, TimeLimit.DAY);
        assertThat(sent.header("x-subscription-token")).isEqualTo("brave-secret");
        assertThat(TestingSites.parameter(sent, "count")).isEqualTo("20");
        assertThat(TestingSites.parameter(sent, "country")).isEqualTo("US");
        assertThat(TestingSites.parameter(sent, "safesearch")).isEqualTo("strict");
        assertThat(TestingSites.parameter(sent, "freshness")).isEqualTo("pd");
    }

    @Test
    void aKeyThatIsNotAcceptedIsNamedByItsPlace() {
        sites.answer(SITE, TestingSites.status(401, Map.of()));
        assertThat(search.refusal(text(1)).message())
                .contains("search.brave.api-key")
                .doesNotContain("brave-secret");
    }
}
