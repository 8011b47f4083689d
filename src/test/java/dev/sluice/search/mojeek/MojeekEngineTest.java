package dev.sluice.search.mojeek;

import static dev.sluice.search.TestingResults.CANALS;
import static dev.sluice.search.TestingResults.GATE;
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
import org.junit.jupiter.api.Test;

final class MojeekEngineTest extends SearchEngineContract {
    private static final String SITE = "www.mojeek.com/search";

    MojeekEngineTest() {
        super(SITE, "mojeek/nothing.html");
    }

    @Override
    protected SearchEngine engine() {
        return new MojeekEngine(TestingWebSearch.CLOCK);
    }

    @Test
    void textIsReadAndTheNextPageAskedForByItsPosition() {
        sites.show(SITE, "mojeek/text.html", "mojeek/nothing.html");
        assertThat(search.find(text(20))).containsExactly(GATE, CANALS);
        assertThat(sites.requests(SITE))
                .extracting(one -> TestingSites.parameter(one, "s"))
                .containsExactly("", "10");
    }

    @Test
    void newsAndImagesAreReadWithAddressesOfTheirOwn() {
        sites.show(SITE, "mojeek/news.html", "mojeek/images.html");
        String picture = "https://www.mojeek.com/image?img=https%3A%2F%2Fimg.example%2F";
        assertThat(find(SearchType.NEWS, 5))
                .containsExactly(gateRaised("20 Nov 2026", picture + "n.jpg", "times.example"));
        assertThat(find(SearchType.IMAGES, 5))
                .containsExactly(new SearchResult.Image(
                        "A gate",
                        picture + "big.jpg",
                        picture + "big.jpg",
                        "https://water.example/pictures",
                        0,
                        0,
                        "water.example"));
        assertThat(sites.requests(SITE))
                .extracting(one -> TestingSites.parameter(one, "fmt"))
                .containsExactly("news", "images");
    }

    @Test
    void whatIsAskedForIsSaidInMojeeksWords() {
        TestingRequest sent = sent("a b&c", 3, new Region("nl", "en"), SafeSearch.OFF, TimeLimit.WEEK);
        assertThat(TestingSites.parameter(sent, "q")).isEqualTo("a b&c");
        assertThat(TestingSites.parameter(sent, "safe")).isEqualTo("0");
        assertThat(TestingSites.parameter(sent, "arc")).isEqualTo("nl");
        assertThat(TestingSites.parameter(sent, "lb")).isEqualTo("en");
        assertThat(TestingSites.parameter(sent, "since")).isEqualTo("20261114");
    }

    @Test
    void aRefusalOfRobotsIsNoEmptyList() {
        sites.show(SITE, "mojeek/robot.html");
        assertThat(search.refusal(text(5))).isInstanceOf(Failure.Unavailable.class);
    }
}
