package dev.sluice.search.duckduckgo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.util.ArrayList;
import java.util.List;

/// Suggestions, instant answers (https://duckduckgo.com/api, read 2026-11-21) and translations.
final class Phrases {
    private Phrases() {}

    static List<SearchResult> suggest(SearchQuery query, Visit visit) {
        Page page = visit.fetch(PageRequest.to(Token.SITE + "/ac/")
                .with("q", query.text())
                .with("kl", query.region().countryFirst("wt-wt")));
        JsonNode list = page.json();
        if (!list.isArray()) {
            throw page.changed("no list of suggestions");
        }
        List<SearchResult> phrases = new ArrayList<>();
        list.forEach(item -> phrases.add(new SearchResult.Suggestion(Words.of(item, "/phrase"))));
        return phrases;
    }

    static List<SearchResult> answer(SearchQuery query, Visit visit) {
        Page page = visit.fetch(PageRequest.to("https://api.duckduckgo.com/")
                .with("q", query.text())
                .with("format", "json")
                .with("no_html", "1")
                .with("no_redirect", "1"));
        JsonNode json = page.json();
        if (!json.path("RelatedTopics").isArray()) {
            throw page.changed("no instant answer");
        }
        List<SearchResult> answers = new ArrayList<>();
        String text = Words.of(json, "/AbstractText");
        String said = text.isEmpty() ? Words.of(json, "/Answer") : text;
        if (!said.isEmpty()) {
            answers.add(new SearchResult.Answer(
                    icon(json, "/Image"), said, Words.of(json, "/Heading"), Words.of(json, "/AbstractURL")));
        }
        addTopics(json.path("RelatedTopics"), "", answers);
        return answers;
    }

    /// Topics stand alone or in named groups.
    private static void addTopics(JsonNode topics, String group, List<SearchResult> answers) {
        for (JsonNode topic : topics) {
            if (topic.path("Topics").isArray() && group.isEmpty()) {
                addTopics(topic.path("Topics"), Words.of(topic, "/Name"), answers);
            } else if (topic.path("Text").isTextual()) {
                answers.add(new SearchResult.Answer(
                        icon(topic, "/Icon/URL"), Words.of(topic, "/Text"), group, Words.of(topic, "/FirstURL")));
            }
        }
    }

    /// Icons are told by their path on DuckDuckGo's site.
    private static String icon(JsonNode node, String pointer) {
        String path = Words.of(node, pointer);
        return path.startsWith("/") ? Token.SITE + path : path;
    }

    static List<SearchResult> translate(SearchQuery query, Visit visit) {
        Page page = visit.fetch(PageRequest.to(Token.SITE + "/translation.js")
                .header("referer", Token.SITE + "/")
                .with("vqd", Token.of("translate", visit))
                .with("query", "translate")
                .with("to", query.to())
                .withSome("from", query.from())
                .posting(query.text()));
        JsonNode json = page.json();
        if (!json.path("translated").isTextual()) {
            throw page.changed("no translation");
        }
        String detected = Words.of(json, "/detected_language");
        return List.of(new SearchResult.Translation(
                detected.isEmpty() ? query.from() : detected, Words.of(json, "/translated"), query.text()));
    }
}
