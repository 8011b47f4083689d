package dev.sluice.search.yahoo;

import static dev.sluice.search.TestingResults.CANALS;
import static dev.sluice.search.TestingResults.gate;
import static dev.sluice.search.TestingResults.gatePictured;
import static dev.sluice.search.TestingResults.gateRaised;
import static dev.sluice.search.TestingResults.insideGate;
import static org.assertj.core.api.Assertions.assertThat;

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

final class YahooEngineTest extends SearchEngineContract {
    private static final String SITE = "search.yahoo.com/search";

    YahooEngineTest() {
        super(SITE, "yahoo/nothing.html");
    }

    @Override
    protected SearchEngine engine() {
        return new YahooEngine();
    }

    @Test
    void textIsTakenOutOfYahoosRedirect() {
        sites.show(SITE, "yahoo/text.html", "yahoo/nothing.html");
        assertThat(search.find(text(20)))
                .containsExactly(gate("https://water.example/gate?a=1&b=2", "A sluice lets water through."), CANALS);
        assertThat(sites.requests(SITE))
                .extracting(one -> TestingSites.parameter(one, "b"))
                .containsExactly("", "8");
    }

    @Test
    void newsAreRead() {
        sites.show("news.search.yahoo.com/search", "yahoo/news.html");
        assertThat(find(SearchType.NEWS, 1))
                .containsExactly(gateRaised("3 hours ago", "https://img.example/n.jpg", "Example Times"));
    }

    @Test
    void imagesAreRead() {
        sites.show("images.search.yahoo.com/search/images", "yahoo/images.html");
        assertThat(find(SearchType.IMAGES, 1)).containsExactly(gatePictured("https://tse.example/s"));
    }

    @Test
    void videosAreRead() {
        sites.show("video.search.yahoo.com/search/video", "yahoo/videos.html");
        assertThat(find(SearchType.VIDEOS, 1))
                .containsExactly(insideGate("", "4:05", "https://tse.example/v", "video.example")
                        .publishedOn("8 months ago"));
    }

    @Test
    void suggestionsAreRead() {
        sites.show("search.yahoo.com/sugg/gossip/gossip-us-ura", "yahoo/suggestions.json");
        assertThat(find(SearchType.SUGGESTIONS, 5))
                .containsExactly(new SearchResult.Suggestion("sluice"), new SearchResult.Suggestion("sluice gate"));
    }

    @Test
    void whatIsAskedForIsSaidInYahoosWords() {
        TestingRequest sent = sent("x", 3, new Region("de", "de"), SafeSearch.ON, TimeLimit.MONTH);
        assertThat(TestingSites.parameter(sent, "btf")).isEqualTo("m");
        assertThat(sent.header("cookie")).contains("vm=r").contains("vl=lang_de");
    }

    @Test
    void aPageOfConsentIsNoEmptyList() {
        sites.show(SITE, "yahoo/robot.html");
        assertThat(search.refusal(text(5))).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void aDamagedRedirectIsLeftAsItIs() {
        assertThat(YahooItem.unwrapped("https://r.search.yahoo.com/RU=%zz/RK=2"))
                .contains("r.search.yahoo.com");
        assertThat(YahooItem.unwrapped("https://r.search.yahoo.com/RU=javascript%3aalert(1)/RK=2"))
                .startsWith("https://r.search");
    }
}
