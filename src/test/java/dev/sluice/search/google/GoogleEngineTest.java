package dev.sluice.search.google;

import static dev.sluice.search.TestingResults.GATE;
import static dev.sluice.search.TestingResults.gatePictured;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GoogleEngineTest extends SearchEngineContract {
    private static final String SITE = "www.googleapis.com/customsearch/v1";

    GoogleEngineTest() {
        super(SITE, "google/nothing.json");
    }

    @Override
    protected SearchEngine engine() {
        return new GoogleEngine(new SearchConfig.Google(Secret.of("google-secret"), "engine-1"));
    }

    @Test
    void textIsReadAndTakenOutOfGooglesRedirect() {
        sites.show(SITE, "google/text.json");
        assertThat(search.find(text(2)))
                .containsExactly(
                        GATE,
                        new SearchResult.Text("Canals", "https://canal.example/history?a=1", "From locks\nto lifts."));
    }

    @Test
    void theKeyTravelsInAHeaderAndTheRestInTheAddress() {
        TestingRequest sent = sent("x", 3, new Region("us", "en"), SafeSearch.OFF, TimeLimit.YEAR);
        assertThat(sent.header("x-goog-api-key")).isEqualTo("google-secret");
        assertThat(sent.path()).doesNotContain("google-secret");
        assertThat(TestingSites.parameter(sent, "cx")).isEqualTo("engine-1");
        assertThat(TestingSites.parameter(sent, "num")).isEqualTo("3");
        assertThat(TestingSites.parameter(sent, "safe")).isEqualTo("off");
        assertThat(TestingSites.parameter(sent, "gl")).isEqualTo("us");
        assertThat(TestingSites.parameter(sent, "dateRestrict")).isEqualTo("y1");
    }

    @Test
    void imagesAreRead() {
        sites.show(SITE, "google/images.json");
        assertThat(find(SearchType.IMAGES, 1)).containsExactly(gatePictured("https://tn.example/1"));
    }

    @Test
    void suggestionsNeedNoKey() {
        sites.show("suggestqueries.google.com/complete/search", "google/suggestions.json");
        var keyless = new GoogleEngine(new SearchConfig.Google(Secret.NONE, ""));
        try (var other = new TestingWebSearch(keyless, sites)) {
            assertThat(other.find(TestingWebSearch.asking(SearchType.SUGGESTIONS, "slui", 5)))
                    .containsExactly(new SearchResult.Suggestion("sluice"), new SearchResult.Suggestion("sluice gate"));
            assertThat(other.refusal(text(1)))
                    .isInstanceOfSatisfying(
                            Failure.Unavailable.class,
                            missing -> assertThat(missing.message())
                                    .contains("search.google.api-key", "search.google.cx"));
        }
        assertThat(sites.requests(SITE)).isEmpty();
    }

    @Test
    void aKeyThatIsNotAcceptedIsNamedByItsPlace() {
        sites.answer(SITE, TestingSites.status(403, Map.of()));
        assertThat(search.refusal(text(1)).message())
                .contains("search.google.api-key")
                .doesNotContain("google-secret");
    }
}
