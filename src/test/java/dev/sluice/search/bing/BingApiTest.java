package dev.sluice.search.bing;

import static dev.sluice.search.TestingResults.GATE;
import static dev.sluice.search.TestingResults.gatePictured;
import static dev.sluice.search.TestingResults.gateRaised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SearchConfig;
import dev.sluice.config.Secret;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bing with a key.
final class BingApiTest extends SearchEngineContract {
    private static final String SITE = "api.bing.microsoft.com/v7.0/search";

    BingApiTest() {
        super(SITE, "bing/api-nothing.json");
    }

    @Override
    protected SearchEngine engine() {
        return new BingEngine(new SearchConfig.Keyed(Secret.of("bing-secret")), TestingWebSearch.CLOCK);
    }

    @Test
    void textIsRead() {
        sites.show(SITE, "bing/api-text.json");
        assertThat(search.find(text(1))).containsExactly(GATE);
    }

    @Test
    void newsImagesAndVideosAreRead() {
        sites.show("api.bing.microsoft.com/v7.0/news/search", "bing/api-news.json");
        sites.show("api.bing.microsoft.com/v7.0/images/search", "bing/api-images.json");
        sites.show("api.bing.microsoft.com/v7.0/videos/search", "bing/api-videos.json");
        assertThat(find(SearchType.NEWS, 1))
                .containsExactly(
                        gateRaised("2026-11-20T09:30:00.0000000Z", "https://img.example/n.jpg", "Example Times"));
        assertThat(find(SearchType.IMAGES, 1)).containsExactly(gatePictured("https://tse1.example/th?id=1"));
        var video = (SearchResult.Video) find(SearchType.VIDEOS, 1).getFirst();
        assertThat(video.url()).isEqualTo("https://video.example/watch?v=1");
        assertThat(video.uploader()).isEqualTo("Keeper");
        assertThat(video.statistics()).isEqualTo(Map.of("viewCount", 3_000_000_000L));
    }

    @Test
    void theKeyAndWhatIsAskedForAreSaidInBingsWords() {
        TestingRequest sent = sent("x", 3, new Region("us", "en"), SafeSearch.OFF, TimeLimit.YEAR);
        assertThat(sent.header("ocp-apim-subscription-key")).isEqualTo("bing-secret");
        assertThat(TestingSites.parameter(sent, "mkt")).isEqualTo("en-US");
        assertThat(TestingSites.parameter(sent, "safeSearch")).isEqualTo("Off");
        assertThat(TestingSites.parameter(sent, "freshness")).isEqualTo("2025-11-21..2026-11-21");
    }
}
