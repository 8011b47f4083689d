package dev.sluice.search.searxng;

import static dev.sluice.search.TestingResults.CANALS;
import static dev.sluice.search.TestingResults.gate;
import static dev.sluice.search.TestingResults.gatePictured;
import static dev.sluice.search.TestingResults.gateRaised;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SearxngEngineTest extends SearchEngineContract {
    private static final String SITE = "own/search";

    SearxngEngineTest() {
        super(SITE, "searxng/nothing.json");
    }

    @Override
    protected SearchEngine engine() {
        return new SearxngEngine(Optional.of(URI.create(sites.url() + "/own/")));
    }

    @Test
    void textIsReadPageByPage() {
        sites.show(SITE, "searxng/text.json", "searxng/nothing.json");
        assertThat(search.find(text(20)))
                .containsExactly(gate("https://water.example/gate", "A sluice lets water & boats through."), CANALS);
        assertThat(sites.requests(SITE))
                .extracting(one -> TestingSites.parameter(one, "pageno"))
                .containsExactly("", "2");
    }

    @Test
    void anInstanceWhoseOwnEnginesAreSilentIsNoEmptyList() {
        sites.show(SITE, "searxng/silent.json");
        assertThat(search.refusal(text(5))).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void newsImagesAndVideosAreRead() {
        sites.show(SITE, "searxng/news.json", "searxng/images.json", "searxng/videos.json");
        assertThat(find(SearchType.NEWS, 1))
                .containsExactly(gateRaised("2026-11-20T09:30:00", "https://img.example/n.jpg", "Example Times"));
        assertThat(find(SearchType.IMAGES, 1)).containsExactly(gatePictured("https://img.example/small.jpg"));
        assertThat(find(SearchType.VIDEOS, 1))
                .containsExactly(new SearchResult.Video(
                        "https://video.example/watch?v=1",
                        "Water rises.",
                        "0:04:05",
                        "",
                        "https://video.example/embed/1",
                        Map.of(),
                        "piped",
                        "2025-03-01T10:00:00",
                        "",
                        Map.of(),
                        "Inside a gate",
                        "Keeper",
                        "https://video.example/watch?v=1",
                        "https://img.example/v.jpg"));
        assertThat(sites.requests(SITE))
                .extracting(one -> TestingSites.parameter(one, "categories"))
                .containsExactly("news", "images", "videos");
    }

    @Test
    void answersOfAllAgesAndInfoBoxesAreRead() {
        sites.show(SITE, "searxng/text.json");
        assertThat(find(SearchType.ANSWERS, 5))
                .containsExactly(
                        new SearchResult.Answer(
                                null, "A channel with a gate.", "", "https://encyclopedia.example/Sluice"),
                        new SearchResult.Answer(null, "An older answer", "", ""),
                        new SearchResult.Answer(
                                "https://img.example/i.png",
                                "Water channel.",
                                "Sluice",
                                "https://encyclopedia.example/Sluice"));
    }

    @Test
    void mapsAndSuggestionsAreRead() {
        sites.show(SITE, "searxng/maps.json");
        sites.show("own/autocompleter", "searxng/suggestions.json");
        assertThat(find(SearchType.MAPS, 1))
                .containsExactly(new SearchResult.Spot(
                        "Lock Café",
                        "Canal St 1 1011 Amsterdam Netherlands",
                        "nl",
                        "https://map.example/way/1",
                        "",
                        new BigDecimal("52.370216"),
                        new BigDecimal("4.895168"),
                        "https://map.example/way/1",
                        "",
                        "",
                        Map.of(),
                        "cafe"));
        assertThat(find(SearchType.SUGGESTIONS, 1)).containsExactly(new SearchResult.Suggestion("sluice"));
    }

    @Test
    void whatIsAskedForIsSaidInSearxngsWords() {
        TestingRequest sent = sent("x", 3, new Region("us", "en"), SafeSearch.ON, TimeLimit.DAY);
        assertThat(TestingSites.parameter(sent, "language")).isEqualTo("en-US");
        assertThat(TestingSites.parameter(sent, "safesearch")).isEqualTo("2");
        assertThat(TestingSites.parameter(sent, "time_range")).isEqualTo("day");
        assertThat(TestingSites.parameter(sent, "format")).isEqualTo("json");
    }

    @Test
    void withoutAnAddressItSaysWhichKeyIsMissing() {
        try (var other = new TestingWebSearch(new SearxngEngine(Optional.empty()), sites)) {
            assertThat(other.refusal(text(1)).message()).contains("search.searxng.url");
        }
    }
}
