package dev.sluice.search.duckduckgo;

import static dev.sluice.search.TestingResults.gate;
import static dev.sluice.search.TestingResults.gatePictured;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DuckDuckGoEngineTest extends SearchEngineContract {
    private static final String SITE = "html.duckduckgo.com/html/";

    DuckDuckGoEngineTest() {
        super(SITE, "duckduckgo/nothing.html");
    }

    @Override
    protected SearchEngine engine() {
        return new DuckDuckGoEngine();
    }

    @Test
    void textIsReadWithoutAdvertisementsAndEachAddressOnce() {
        sites.show(SITE, "duckduckgo/text.html", "duckduckgo/text-2.html");
        assertThat(search.find(text(20)))
                .containsExactly(
                        gate("https://water.example/gate?a=1&b=2", "A sluice lets water & boats through."),
                        new SearchResult.Text(
                                "Canals, a history", "https://canal.example/history", "From locks to lifts."),
                        new SearchResult.Text("Locks", "https://lock.example/", "Up and down."));
    }

    @Test
    void theNextPageIsAskedForByTheFormOfTheOneBefore() {
        sites.show(SITE, "duckduckgo/text.html", "duckduckgo/text-2.html");
        search.find(text(20));
        TestingRequest second = sites.requests(SITE).get(1);
        assertThat(second.method()).isEqualTo("POST");
        assertThat(TestingSites.parameter(second, "vqd")).isEqualTo("4-111222333");
        assertThat(TestingSites.parameter(second, "s")).isEqualTo("10");
        assertThat(sites.requests(SITE)).hasSize(2);
    }

    @Test
    void noMorePagesAreTurnedThanNeeded() {
        sites.show(SITE, "duckduckgo/text.html");
        assertThat(search.find(text(1))).hasSize(1);
        assertThat(sites.requests(SITE)).hasSize(1);
    }

    @Test
    void aLaterPageThatFailsLeavesWhatWasFound() {
        sites.answer(SITE, TestingSites.page("duckduckgo/text.html"), TestingSites.status(500, Map.of()));
        assertThat(search.find(text(20))).hasSize(2);
    }

    @Test
    void whatIsAskedForIsSaidInDuckDuckGosWords() {
        TestingRequest sent = sent("a b&c", 3, new Region("us", "en"), SafeSearch.OFF, TimeLimit.WEEK);
        assertThat(TestingSites.parameter(sent, "q")).isEqualTo("a b&c");
        assertThat(TestingSites.parameter(sent, "kl")).isEqualTo("us-en");
        assertThat(TestingSites.parameter(sent, "kp")).isEqualTo("-2");
        assertThat(TestingSites.parameter(sent, "df")).isEqualTo("w");
    }

    @Test
    void aTestForHumansIsSaidAndTheEngineIsLeftAlone() {
        sites.show(SITE, "duckduckgo/robot.html");
        assertThat(search.refusal(text(5)))
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        robot -> assertThat(robot.message()).contains("robot"));
        search.refusal(TestingWebSearch.asking(SearchType.TEXT, "another", 5));
        assertThat(sites.requests(SITE)).hasSize(1);
    }

    @Test
    void theStatusOfADoubtIsOneToo() {
        sites.answer(SITE, TestingSites.status(202, Map.of()));
        assertThat(search.refusal(text(5))).isInstanceOf(Failure.Unavailable.class);
    }

    private void showToken() {
        sites.show("duckduckgo.com/", "duckduckgo/token.html");
    }

    @Test
    void newsAreReadWithTheTokenOfTheirQuestion() {
        showToken();
        sites.show("duckduckgo.com/news.js", "duckduckgo/news.json");
        assertThat(find(SearchType.NEWS, 2))
                .containsExactly(
                        new SearchResult.News(
                                "2025-11-21T04:40:00Z",
                                "Gate raised",
                                "The gate was raised.",
                                "https://times.example/gate",
                                "https://img.example/n1.jpg",
                                "Example Times"),
                        new SearchResult.News(
                                "2025-11-20T00:53:20Z",
                                "Water & wood",
                                "No picture here.",
                                "https://paper.example/wood",
                                "",
                                "Other Paper"));
        TestingRequest sent = sites.requests("duckduckgo.com/news.js").getFirst();
        assertThat(TestingSites.parameter(sent, "vqd")).isEqualTo("4-987654321098765432109876543210");
    }

    @Test
    void imagesAreRead() {
        showToken();
        sites.show("duckduckgo.com/i.js", "duckduckgo/images.json");
        assertThat(find(SearchType.IMAGES, 1))
                .containsExactly(
                        gatePictured("https://tse1.example/th?id=1", "https://water.example/pictures", "Bing"));
    }

    @Test
    void videosAreReadWithTheirPicturesAndNumbers() {
        showToken();
        sites.show("duckduckgo.com/v.js", "duckduckgo/videos.json");
        var first = (SearchResult.Video) find(SearchType.VIDEOS, 2).getFirst();
        assertThat(first.url()).isEqualTo("https://video.example/watch?v=1");
        assertThat(first.images()).containsEntry("large", "https://tse.example/l");
        assertThat(first.thumbnail()).isEqualTo("https://tse.example/m");
        assertThat(first.statistics()).containsEntry("viewCount", 3_000_000_000L);
        assertThat(first.embedUrl()).isEqualTo("https://video.example/embed/1");
    }

    @Test
    void aPageWithoutATokenIsNotUnderstood() {
        sites.show("duckduckgo.com/", "changed.html");
        assertThat(search.refusal(TestingWebSearch.asking(SearchType.NEWS, "x", 1)))
                .isInstanceOf(Failure.UpstreamBroken.class);
    }
}
