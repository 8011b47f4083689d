package dev.sluice.search.bing;

import static dev.sluice.search.TestingResults.CANALS;
import static dev.sluice.search.TestingResults.gate;
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
import dev.sluice.search.TestingWebSearch;
import dev.sluice.search.TimeLimit;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSites;
import org.junit.jupiter.api.Test;

/// Bing without a key.
final class BingEngineTest extends SearchEngineContract {
    private static final String SITE = "www.bing.com/search";

    BingEngineTest() {
        super(SITE, "bing/nothing.html");
    }

    @Override
    protected SearchEngine engine() {
        return new BingEngine(new SearchConfig.Keyed(Secret.NONE), TestingWebSearch.CLOCK);
    }

    @Test
    void textIsTakenOutOfBingsRedirectAndTheNextPageAskedFor() {
        sites.show(SITE, "bing/text.html", "bing/nothing.html");
        assertThat(search.find(text(20)))
                .containsExactly(gate("https://water.example/gate?a=1", "A sluice lets water through."), CANALS);
        assertThat(sites.requests(SITE))
                .extracting(one -> TestingSites.parameter(one, "first"))
                .containsExactly("", "11");
    }

    @Test
    void newsImagesAndVideosAreRead() {
        sites.show("www.bing.com/news/infinitescrollajax", "bing/news.html");
        sites.show("www.bing.com/images/async", "bing/images.html");
        sites.show("www.bing.com/videos/asyncv2", "bing/videos.html");
        assertThat(find(SearchType.NEWS, 1))
                .containsExactly(gateRaised("3 hours ago", "https://www.bing.com/th?id=OVFT.1&w=100", "Example Times"));
        assertThat(find(SearchType.IMAGES, 1)).containsExactly(gatePictured("https://tse1.example/th?id=1"));
        assertThat(find(SearchType.VIDEOS, 1))
                .containsExactly(
                        insideGate("3M views Keeper", "4:05", "https://www.bing.com/th?id=OVP.1", "video.example"));
    }

    @Test
    void suggestionsAreRead() {
        sites.show("api.bing.com/osjson.aspx", "bing/suggestions.json");
        assertThat(find(SearchType.SUGGESTIONS, 1)).containsExactly(new SearchResult.Suggestion("sluice"));
    }

    @Test
    void whatIsAskedForIsSaidInBingsWords() {
        TestingRequest sent = sent("x", 3, new Region("us", "en"), SafeSearch.ON, TimeLimit.YEAR);
        assertThat(TestingSites.parameter(sent, "filters")).isEqualTo("ex1:\"ez5_20413_20778\"");
        assertThat(TestingSites.parameter(sent, "cc")).isEqualTo("us");
        assertThat(sent.header("cookie")).contains("ADLT=STRICT");
    }

    @Test
    void aTestForHumansIsSaid() {
        sites.show(SITE, "bing/robot.html");
        assertThat(search.refusal(text(5))).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void aDamagedRedirectIsLeftAsItIs() {
        assertThat(BingItem.unwrapped("https://www.bing.com/ck/a?u=a1!!!")).contains("/ck/a?");
        assertThat(BingItem.unwrapped("https://www.bing.com/ck/a?u=b2")).contains("/ck/a?");
    }
}
