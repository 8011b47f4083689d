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
import org.jspecify.annotations.Nullable;

/// The weather at a place, now, by the hour and by the day.
final class Forecast {
    private Forecast() {}

    static List<SearchResult> search(SearchQuery query, Visit visit) {
        Page page = visit.fetch(PageRequest.to(Token.SITE + "/js/spice/forecast")
                .below(query.text())
                .below(query.language())
                .header("referer", Token.SITE + "/"));
        String text = page.text();
        if (text.contains("ddg_spice_forecast()") || text.contains("ddg_spice_forecast(null)")) {
            return List.of();
        }
        JsonNode json = page.wrappedJson();
        JsonNode now = json.path("currentWeather");
        JsonNode days = json.at("/forecastDaily/days");
        if (!now.isObject() || !days.isArray()) {
            throw page.changed("no forecast");
        }
        List<SearchResult.Day> daily = new ArrayList<>();
        days.forEach(day -> daily.add(day(day)));
        List<SearchResult.Hour> hourly = new ArrayList<>();
        json.at("/forecastHourly/hours").forEach(hour -> hourly.add(hour(hour)));
        return List.of(
                new SearchResult.Weather(Words.of(now, "/metadata/ddg-location"), conditions(now), daily, hourly));
    }

    private static SearchResult.Conditions conditions(JsonNode now) {
        return new SearchResult.Conditions(
                word(now, "/conditionCode"),
                Words.decimal(now, "/temperature"),
                Words.decimal(now, "/temperatureApparent"),
                Words.decimal(now, "/humidity"),
                Words.decimal(now, "/windSpeed"),
                Words.decimal(now, "/windDirection"),
                Words.decimal(now, "/visibility"));
    }

    private static SearchResult.Day day(JsonNode day) {
        return new SearchResult.Day(
                part(day, "/forecastStart", 0, 10),
                word(day, "/daytimeForecast/conditionCode"),
                Words.decimal(day, "/temperatureMax"),
                Words.decimal(day, "/temperatureMin"),
                part(day, "/sunrise", 11, 16),
                part(day, "/sunset", 11, 16));
    }

    private static SearchResult.Hour hour(JsonNode hour) {
        return new SearchResult.Hour(
                part(hour, "/forecastStart", 11, 16),
                word(hour, "/conditionCode"),
                Words.decimal(hour, "/temperature"),
                Words.decimal(hour, "/temperatureApparent"),
                Words.decimal(hour, "/humidity"),
                Words.decimal(hour, "/windSpeed"),
                Words.decimal(hour, "/windDirection"),
                Words.decimal(hour, "/visibility"));
    }

    private static @Nullable String word(JsonNode node, String pointer) {
        String word = Words.of(node, pointer);
        return word.isEmpty() ? null : word;
    }

    /// A part of a moment such as `2026-11-21T07:05:00Z`.
    private static String part(JsonNode node, String pointer, int begin, int end) {
        String moment = Words.of(node, pointer);
        return moment.length() < end ? "" : moment.substring(begin, end);
    }
}
