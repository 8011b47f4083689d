package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingSites;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Searches, from the caller's socket to the engines' sites.
final class SearchIT {
    @RegisterExtension
    static final TestingSites SITES = TestingSites.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with("auth: { api-key: key-1 }\nsearch:\n  timeout: 2s\n  forwarder: \""
                    + SITES.url() + "\"\n  searxng: { url: \"" + SITES.url() + "/own\" }\n"
                    + "  google: { api-key: google-secret, cx: engine-1 }\n");

    @BeforeAll
    static void show() {
        SITES.show("html.duckduckgo.com/html/", "duckduckgo/text.html", "duckduckgo/text-2.html")
                .show("duckduckgo.com/", "duckduckgo/token.html")
                .show("duckduckgo.com/news.js", "duckduckgo/news.json")
                .show("duckduckgo.com/i.js", "duckduckgo/images.json")
                .show("duckduckgo.com/v.js", "duckduckgo/videos.json")
                .show("duckduckgo.com/ac/", "duckduckgo/suggestions.json")
                .show("api.duckduckgo.com/", "duckduckgo/answers.json")
                .show("duckduckgo.com/local.js", "duckduckgo/maps.json")
                .show("duckduckgo.com/translation.js", "duckduckgo/translate.json")
                .show("duckduckgo.com/js/spice/forecast/", "duckduckgo/weather.js");
        SITES.show("own/search", "searxng/text.json")
                .show("own/search?q=news", "searxng/news.json")
                .show("own/search?q=images", "searxng/images.json")
                .show("own/search?q=videos", "searxng/videos.json")
                .show("own/search?q=maps", "searxng/maps.json")
                .show("own/autocompleter", "searxng/suggestions.json");
        SITES.show("search.brave.com/search", "brave/text.html")
                .show("search.brave.com/news", "brave/news.html")
                .show("search.brave.com/images", "brave/images.html")
                .show("search.brave.com/videos", "brave/videos.html")
                .show("search.brave.com/api/suggest", "brave/suggestions.json");
        SITES.show("www.bing.com/search", "bing/text.html")
                .show("www.bing.com/news/", "bing/news.html")
                .show("www.bing.com/images/", "bing/images.html")
                .show("www.bing.com/videos/", "bing/videos.html")
                .show("api.bing.com/osjson.aspx", "bing/suggestions.json");
        SITES.show("www.googleapis.com/customsearch/v1", "google/text.json")
                .show("www.googleapis.com/customsearch/v1?cx=engine-1&q=images", "google/images.json")
                .show("suggestqueries.google.com/", "google/suggestions.json");
        SITES.show("www.mojeek.com/search", "mojeek/text.html")
                .show("www.mojeek.com/search?q=news", "mojeek/news.html")
                .show("www.mojeek.com/search?q=images", "mojeek/images.html");
        SITES.show("search.yahoo.com/search", "yahoo/text.html")
                .show("news.search.yahoo.com/", "yahoo/news.html")
                .show("images.search.yahoo.com/", "yahoo/images.html")
                .show("video.search.yahoo.com/", "yahoo/videos.html")
                .show("search.yahoo.com/sugg/", "yahoo/suggestions.json");
        SITES.show("en.wikipedia.org/", "wikipedia/text.json")
                .show("en.wikipedia.org/w/api.php?action=opensearch", "wikipedia/suggestions.json")
                .show("en.wikipedia.org/w/api.php?action=query&format=json&generator", "wikipedia/answers.json");
    }

    private static HttpResponse<String> get(String path) {
        return SLUICE.client().get(path, "authorization", "Bearer key-1");
    }

    private static JsonNode ok(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    @ParameterizedTest
    @CsvSource({
        "duckduckgo, text, title href body",
        "duckduckgo, news, date title body url image source",
        "duckduckgo, images, title image thumbnail url height width source",
        "duckduckgo, videos, content description duration embed_html embed_url images provider published publisher"
                + " statistics title uploader url thumbnail",
        "duckduckgo, suggestions, phrase",
        "duckduckgo, answers, icon text topic url",
        "duckduckgo, maps, title address country_code url phone latitude longitude source image desc hours category",
        "duckduckgo, translate, detected_language translated original",
        "duckduckgo, weather, location current daily_forecast hourly_forecast",
        "searxng, text, title href body",
        "searxng, news, date title body url image source",
        "searxng, images, title image thumbnail url height width source",
        "searxng, videos, ",
        "searxng, suggestions, phrase",
        "searxng, answers, icon text topic url",
        "searxng, maps, ",
        "brave, text, title href body",
        "brave, news, date title body url image source",
        "brave, images, title image thumbnail url height width source",
        "brave, videos, ",
        "brave, suggestions, phrase",
        "bing, text, title href body",
        "bing, news, date title body url image source",
        "bing, images, title image thumbnail url height width source",
        "bing, videos, ",
        "bing, suggestions, phrase",
        "google, text, title href body",
        "google, images, title image thumbnail url height width source",
        "google, suggestions, phrase",
        "mojeek, text, title href body",
        "mojeek, news, date title body url image source",
        "mojeek, images, title image thumbnail url height width source",
        "yahoo, text, title href body",
        "yahoo, news, date title body url image source",
        "yahoo, images, title image thumbnail url height width source",
        "yahoo, videos, ",
        "yahoo, suggestions, phrase",
        "wikipedia, text, title href body",
        "wikipedia, suggestions, phrase",
        "wikipedia, answers, icon text topic url"
    })
    void eachEngineAnswersForEachOfItsTypes(String engine, String type, String members) {
        JsonNode answer = ok("/search?q=" + type + "&max_results=1&engine=" + engine + "&type=" + type);
        assertThat(answer.path("engine").asText()).isEqualTo(engine);
        assertThat(answer.path("type").asText()).isEqualTo(type);
        assertThat(answer.path("results")).hasSize(1);
        if (members != null) {
            assertThat(answer.at("/results/0").fieldNames()).toIterable().containsExactly(members.split(" "));
        }
    }

    @Test
    void bothAddressesAreTheSameAndNeedTheKey() {
        assertThat(ok("/v1/search?q=text&max_results=1")).isEqualTo(ok("/search?q=text&max_results=1"));
        assertThat(SLUICE.client().get("/search?q=a").statusCode()).isEqualTo(401);
        assertThat(SLUICE.client().get("/search/provider").statusCode()).isEqualTo(401);
    }

    @Test
    void theEnginesAreListedWithTheirTypesAndParameters() {
        JsonNode list = ok("/search/provider");
        assertThat(list.path("total_providers").asInt()).isEqualTo(8);
        assertThat(list.path("providers").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "duckduckgo", "searxng", "brave", "bing", "google", "mojeek", "yahoo", "wikipedia");
        JsonNode first = list.at("/providers/duckduckgo");
        assertThat(first.path("supported_types")).hasSize(9);
        assertThat(first.path("categories")).isEqualTo(first.path("supported_types"));
        assertThat(first.path("parameters").findValuesAsText("name"))
                .contains("q", "max_results", "safesearch", "radius", "from_", "language");
        assertThat(list.at("/providers/mojeek/parameters").findValuesAsText("name"))
                .contains("q")
                .doesNotContain("radius", "from_");
        assertThat(ok("/v1/search/provider")).isEqualTo(list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?q=",
                "?q=a&engine=altavista",
                "?q=a&type=books",
                "?q=a&engine=wikipedia&type=weather",
                "?q=a&max_results=0",
                "?q=a&max_results=51",
                "?q=a&max_results=many",
                "?q=a&safesearch=maybe",
                "?q=a&region=mars",
                "?q=a&timelimit=century",
                "?q=a&type=maps&latitude=91&longitude=0",
                "?q=a&type=maps&latitude=9",
                "?q=a&type=maps&radius=-1",
                "?q=a&type=translate&to=../x",
                "?q=a&type=weather&language=e%2Fn"
            })
    void whatIsAskedForWronglyIsRefused(String query) {
        JsonNode error = Refusals.refused(get("/search" + query), 400, "validation_error");
        assertThat(error.path("param").asText()).isNotEmpty();
    }

    @Test
    void anUnknownEngineIsToldWhichThereAre() {
        JsonNode error = Refusals.refused(get("/search?q=a&engine=altavista"), 400, "validation_error");
        assertThat(error.path("message").asText()).contains("duckduckgo", "wikipedia");
    }

    @Test
    void tooLongAQuestionIsRefused() {
        Refusals.refused(get("/search?q=" + "a".repeat(500)), 400, "validation_error");
    }

    @Test
    void anEngineThatHadTooManyIsNotAskedAgain() {
        SITES.answer("nl.wikipedia.org/", TestingSites.status(429, Map.of("Retry-After", "1")));
        String path = "/search?engine=wikipedia&region=nl-nl&q=";
        HttpResponse<String> refused = get(path + "many");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        SITES.show("nl.wikipedia.org/", "wikipedia/nothing.json");
        assertThat(Eventually.holds(
                        Duration.ofSeconds(10), () -> get(path + "later").statusCode() == 200))
                .isTrue();
    }

    @Test
    void aChangedPageIsNoEmptyList() {
        SITES.show("www.mojeek.com/search?q=changed", "changed.html");
        JsonNode error = Refusals.refused(get("/search?q=changed&engine=mojeek"), 502);
        assertThat(error.path("message").asText()).contains("'mojeek'").doesNotContain("127.0.0.1");
    }

    @Test
    void nothingFoundIsAnEmptyList() {
        SITES.show("www.mojeek.com/search?q=nothing", "mojeek/nothing.html");
        assertThat(ok("/search?q=nothing&engine=mojeek").path("results")).isEmpty();
    }

    @Test
    void silenceEndsWithTheTimeout() {
        SITES.answer("www.mojeek.com/search?q=silence", TestingAnswers.silence());
        Refusals.refused(get("/search?q=silence&engine=mojeek"), 504);
    }

    @Test
    void aKeyThatIsNotAcceptedIsNamedAndNotShown() {
        SITES.answer("www.googleapis.com/customsearch/v1?cx=engine-1&q=refused", TestingSites.status(403, Map.of()));
        HttpResponse<String> refused = get("/search?q=refused&engine=google");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("search.google.api-key").doesNotContain("google-secret");
        assertThat(SLUICE.log()).doesNotContain("google-secret");
    }
}
