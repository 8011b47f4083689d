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
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    /// The sites, and the recordings that they show.
    private static final String SHOWN = """
            html.duckduckgo.com/html/ duckduckgo/text.html duckduckgo/text-2.html
            duckduckgo.com/ duckduckgo/token.html
            duckduckgo.com/news.js duckduckgo/news.json
            duckduckgo.com/i.js duckduckgo/images.json
            duckduckgo.com/v.js duckduckgo/videos.json
            duckduckgo.com/ac/ duckduckgo/suggestions.json
            api.duckduckgo.com/ duckduckgo/answers.json
            duckduckgo.com/local.js duckduckgo/maps.json
            duckduckgo.com/translation.js duckduckgo/translate.json
            duckduckgo.com/js/spice/forecast/ duckduckgo/weather.js
            own/search searxng/text.json
            own/search?q=news searxng/news.json
            own/search?q=images searxng/images.json
            own/search?q=videos searxng/videos.json
            own/search?q=maps searxng/maps.json
            own/autocompleter searxng/suggestions.json
            search.brave.com/search brave/text.html
            search.brave.com/news brave/news.html
            search.brave.com/images brave/images.html
            search.brave.com/videos brave/videos.html
            search.brave.com/api/suggest brave/suggestions.json
            www.bing.com/search bing/text.html
            www.bing.com/news/ bing/news.html
            www.bing.com/images/ bing/images.html
            www.bing.com/videos/ bing/videos.html
            api.bing.com/osjson.aspx bing/suggestions.json
            www.googleapis.com/customsearch/v1 google/text.json
            www.googleapis.com/customsearch/v1?cx=engine-1&q=images google/images.json
            suggestqueries.google.com/ google/suggestions.json
            www.mojeek.com/search mojeek/text.html
            www.mojeek.com/search?q=news mojeek/news.html
            www.mojeek.com/search?q=images mojeek/images.html
            search.yahoo.com/search yahoo/text.html
            news.search.yahoo.com/ yahoo/news.html
            images.search.yahoo.com/ yahoo/images.html
            video.search.yahoo.com/ yahoo/videos.html
            search.yahoo.com/sugg/ yahoo/suggestions.json
            en.wikipedia.org/ wikipedia/text.json
            en.wikipedia.org/w/api.php?action=opensearch wikipedia/suggestions.json
            en.wikipedia.org/w/api.php?action=query&format=json&generator wikipedia/answers.json
            """;

    /// What is told of a result of each type.
    private static final Map<String, String> MEMBERS = Map.of(
            "text",
            "title href body",
            "news",
            "date title body url image source",
            "images",
            "title image thumbnail url height width source",
            "videos",
            "content description duration embed_html embed_url images provider"
                    + " published publisher statistics title uploader url thumbnail",
            "suggestions",
            "phrase",
            "answers",
            "icon text topic url",
            "maps",
            "title address country_code url phone latitude longitude source image desc hours category",
            "translate",
            "detected_language translated original",
            "weather",
            "location current daily_forecast hourly_forecast");

    @BeforeAll
    static void show() {
        SHOWN.lines().map(line -> line.split(" ", 2)).forEach(shown -> SITES.show(shown[0], shown[1].split(" ")));
    }

    private static HttpResponse<String> get(String path) {
        return SLUICE.client().get(path, "authorization", "Bearer key-1");
    }

    private static JsonNode ok(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static Stream<Arguments> enginesAndTheirTypes() {
        return Stream.of(
                        "duckduckgo text news images videos suggestions answers maps translate weather",
                        "searxng text news images videos suggestions answers maps",
                        "brave text news images videos suggestions",
                        "bing text news images videos suggestions",
                        "google text images suggestions",
                        "mojeek text news images",
                        "yahoo text news images videos suggestions",
                        "wikipedia text suggestions answers")
                .map(row -> row.split(" "))
                .flatMap(row -> Arrays.stream(row).skip(1).map(type -> Arguments.of(row[0], type)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndTheirTypes")
    void eachEngineAnswersForEachOfItsTypes(String engine, String type) {
        JsonNode answer = ok("/search?q=" + type + "&max_results=1&engine=" + engine + "&type=" + type);
        assertThat(answer.path("engine").asText()).isEqualTo(engine);
        assertThat(answer.path("type").asText()).isEqualTo(type);
        assertThat(answer.path("results")).hasSize(1);
        assertThat(answer.at("/results/0").fieldNames())
                .toIterable()
                .containsExactly(Objects.requireNonNull(MEMBERS.get(type)).split(" "));
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
