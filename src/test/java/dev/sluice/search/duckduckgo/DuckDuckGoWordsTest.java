package dev.sluice.search.duckduckgo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Failure;
import dev.sluice.search.Place;
import dev.sluice.search.Region;
import dev.sluice.search.SafeSearch;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.TestingWebSearch;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSites;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What DuckDuckGo tells besides pages of the web.
final class DuckDuckGoWordsTest {
    private final TestingSites sites = TestingSites.start().show("duckduckgo.com/", "duckduckgo/token.html");
    private final TestingWebSearch search = new TestingWebSearch(new DuckDuckGoEngine(), sites);

    @AfterEach
    void close() {
        search.close();
        sites.close();
    }

    private static SearchQuery asking(SearchType type, String text, Place place, String from, String to) {
        return new SearchQuery(text, type, 10, Region.ALL, SafeSearch.MODERATE, null, place, from, to, "nl");
    }

    private static SearchQuery asking(SearchType type, String text) {
        return asking(type, text, Place.NOWHERE, "", "en");
    }

    @Test
    void suggestionsAreRead() {
        sites.show("duckduckgo.com/ac/", "duckduckgo/suggestions.json");
        assertThat(search.find(asking(SearchType.SUGGESTIONS, "slu")))
                .containsExactly(new SearchResult.Suggestion("sluice gate"), new SearchResult.Suggestion("sluice box"));
    }

    @Test
    void answersAreTheAbstractAndTheTopicsWithTheirGroups() {
        sites.show("api.duckduckgo.com/", "duckduckgo/answers.json");
        assertThat(search.find(asking(SearchType.ANSWERS, "sluice")))
                .containsExactly(
                        new SearchResult.Answer(
                                "https://duckduckgo.com/i/gate.png",
                                "A channel with a gate.",
                                "Sluice",
                                "https://encyclopedia.example/Sluice"),
                        new SearchResult.Answer(
                                "https://duckduckgo.com/i/weir.png",
                                "Weir A low dam.",
                                "",
                                "https://duckduckgo.com/Weir"),
                        new SearchResult.Answer("", "Sluis A town.", "Places", "https://duckduckgo.com/Sluis"));
    }

    @Test
    void textIsTranslatedAsItIs() {
        sites.show("duckduckgo.com/translation.js", "duckduckgo/translate.json");
        assertThat(search.find(asking(SearchType.TRANSLATE, "die Schleuse & so", Place.NOWHERE, "de", "en")))
                .containsExactly(new SearchResult.Translation("de", "the lock", "die Schleuse & so"));
        TestingRequest sent = sites.requests("duckduckgo.com/translation.js").getFirst();
        assertThat(sent.text()).isEqualTo("die Schleuse & so");
        assertThat(TestingSites.parameter(sent, "from")).isEqualTo("de");
        assertThat(TestingSites.parameter(sent, "to")).isEqualTo("en");
        assertThat(sites.requests("duckduckgo.com/?q=translate")).hasSize(1);
    }

    @Test
    void spotsAreLookedForAroundCoordinates() {
        sites.show("duckduckgo.com/local.js", "duckduckgo/maps.json");
        var place = new Place("", "", "", "", "", "", "", OptionalDouble.of(52), OptionalDouble.of(5), 10);
        List<SearchResult> spots = search.find(asking(SearchType.MAPS, "coffee", place, "", "en"));
        assertThat(spots).hasSize(2);
        assertThat(spots.getFirst())
                .isEqualTo(new SearchResult.Spot(
                        "Lock Café",
                        "1 Canal St, Amsterdam",
                        "NL",
                        "https://cafe.example/",
                        "+31201234567",
                        new BigDecimal("52.370216"),
                        new BigDecimal("4.895168"),
                        "https://reviews.example/cafe",
                        "https://img.example/cafe.jpg",
                        "Coffee by the water",
                        Map.of("Mon", "8AM–6PM", "Tue", "8AM–6PM"),
                        "Cafés"));
        TestingRequest sent = sites.requests("duckduckgo.com/local.js").getFirst();
        assertThat(TestingSites.parameter(sent, "bbox_tl")).isEqualTo("52.090000,4.910000");
        assertThat(TestingSites.parameter(sent, "bbox_br")).isEqualTo("51.910000,5.090000");
    }

    @Test
    void aPlaceIsLookedUpByItsName() {
        sites.show("duckduckgo.com/local.js", "duckduckgo/maps.json");
        sites.show("nominatim.openstreetmap.org/search", "duckduckgo/nominatim.json");
        var place = new Place("", "", "Amsterdam", "", "", "NL", "", OptionalDouble.empty(), OptionalDouble.empty(), 0);
        assertThat(search.find(asking(SearchType.MAPS, "coffee", place, "", "en")))
                .hasSize(2);
        TestingRequest lookedUp = sites.requests("nominatim.openstreetmap.org").getFirst();
        assertThat(TestingSites.parameter(lookedUp, "city")).isEqualTo("Amsterdam");
        TestingRequest sent = sites.requests("duckduckgo.com/local.js").getFirst();
        assertThat(TestingSites.parameter(sent, "bbox_tl")).isEqualTo("52.431064,4.728778");
    }

    @Test
    void aPlaceThatNobodyKnowsIsTheCallersError() {
        sites.answer("nominatim.openstreetmap.org/search", TestingAnswers.json("[]"));
        var place = new Place("Nowhere", "", "", "", "", "", "", OptionalDouble.empty(), OptionalDouble.empty(), 0);
        assertThat(search.refusal(asking(SearchType.MAPS, "coffee", place, "", "en")))
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.param()).isEqualTo("place"));
    }

    @Test
    void theWeatherIsToldNowByTheHourAndByTheDay() {
        sites.show("duckduckgo.com/js/spice/forecast/", "duckduckgo/weather.js");
        var weather = (SearchResult.Weather)
                search.find(asking(SearchType.WEATHER, "Den Haag")).getFirst();
        assertThat(weather.location()).isEqualTo("Amsterdam, Netherlands");
        assertThat(weather.current().condition()).isEqualTo("Drizzle");
        assertThat(weather.current().temperatureC()).isEqualTo("8.25");
        assertThat(weather.dailyForecast())
                .first()
                .isEqualTo(new SearchResult.Day(
                        "2026-11-21", "Rain", new BigDecimal("9.1"), new BigDecimal("4"), "07:13", "15:40"));
        assertThat(weather.hourlyForecast().getFirst().time()).isEqualTo("12:00");
        assertThat(sites.requests("duckduckgo.com/js/").getFirst().path())
                .isEqualTo("/duckduckgo.com/js/spice/forecast/Den%20Haag/nl");
    }

    @Test
    void anythingElseInTheirPlaceIsNotUnderstood() {
        for (SearchType type : List.of(
                SearchType.SUGGESTIONS,
                SearchType.ANSWERS,
                SearchType.TRANSLATE,
                SearchType.MAPS,
                SearchType.WEATHER)) {
            sites.show("duckduckgo.com/", "duckduckgo/token.html");
            for (String site : List.of(
                    "duckduckgo.com/ac/",
                    "api.duckduckgo.com/",
                    "duckduckgo.com/translation.js",
                    "duckduckgo.com/local.js",
                    "duckduckgo.com/js/")) {
                sites.show(site, "google/nothing.json");
            }
            assertThat(search.refusal(asking(type, "x"))).as(type.word()).isInstanceOf(Failure.UpstreamBroken.class);
        }
    }
}
