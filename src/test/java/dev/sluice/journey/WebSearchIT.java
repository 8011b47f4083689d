package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingSites;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A chat that asks for a search of the web first, as G4F's clients ask.
final class WebSearchIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingSites SITES = TestingSites.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(
            UPSTREAM, "search: { default: searxng, timeout: 2s, searxng: { url: \"" + SITES.url() + "/own\" } }\n"));

    @BeforeAll
    static void show() {
        SITES.show("own/search", "searxng/text.json");
    }

    private static JsonNode told(String model, String more) {
        HttpResponse<String> response = SLUICE.client().chat("""
                {"model": "fake/%s", %s "messages": [{"role": "system", "content": "be brief"},
                {"role": "user", "content": "what is a sluice gate"}]}""".formatted(model, more));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return UPSTREAM.requests(model).getLast().json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "\"sluice gate\"",
                "{\"query\": \"sluice gate\", \"max_results\": 2}",
                "{\"max_results\": 2}"
            })
    void resultsStandInFrontOfTheQuestionNumbered(String asked) {
        JsonNode told = told("found", "\"web_search\": " + asked + ",");
        assertThat(told.has("web_search")).isFalse();
        assertThat(told.at("/messages/0/content").asText()).isEqualTo("be brief");
        String question = told.at("/messages/1/content").toString();
        assertThat(question).contains("[1] ").contains("http").contains("what is a sluice gate");
        if (asked.contains("max_results")) {
            assertThat(question).contains("[2] ").doesNotContain("[3] ");
        }
    }

    @Test
    void withoutTheWishNothingIsSearched() {
        JsonNode told = told("unasked", "\"web_search\": false,");
        assertThat(told.at("/messages/1/content").asText()).isEqualTo("what is a sluice gate");
    }

    @Test
    void aConversationRemembersTheQuestionAndNotTheResults() {
        told("kept", "\"web_search\": true, \"conversation_id\": \"c\",");
        HttpResponse<String> next = SLUICE.client().chat("""
                {"model": "fake/kept", "conversation_id": "c", "messages": [{"role": "user", "content": "and now?"}]}""");
        assertThat(next.statusCode()).isEqualTo(200);
        JsonNode messages = UPSTREAM.requests("kept").getLast().json().path("messages");
        assertThat(messages.at("/1/content").asText()).isEqualTo("what is a sluice gate");
    }
}
