package dev.sluice.search.duckduckgo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.Place;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is on the map. Where a place is named, OpenStreetMap's Nominatim tells where that is
/// (https://nominatim.org/release-docs/latest/api/Search/, read 2026-11-21); without any place DuckDuckGo looks
/// wherever the question itself points.
final class Spots {
    private static final double DEGREES_PER_KILOMETRE = 0.009;

    private Spots() {}

    /// A part of the map in degrees.
    private record Box(double north, double west, double south, double east) {
        Box widened(double degrees) {
            return new Box(north + degrees, west - degrees, south - degrees, east + degrees);
        }

        String topLeft() {
            return at(north, west);
        }

        String bottomRight() {
            return at(south, east);
        }

        private static String at(double latitude, double longitude) {
            return String.format(Locale.ROOT, "%.6f,%.6f", latitude, longitude);
        }
    }

    static List<SearchResult> search(SearchQuery query, Visit visit) {
        Place place = query.place();
        PageRequest request = PageRequest.to(Token.SITE + "/local.js")
                .header("referer", Token.SITE + "/")
                .with("q", query.text())
                .with("vqd", Token.of(query.text(), visit))
                .with("tg", "maps_places")
                .with("rt", "D")
                .with("mkexp", "b")
                .with("wiki_info", "1")
                .with("is_requery", "1");
        if (place.located() || !place.name().isEmpty()) {
            Box box = place.located() ? around(place) : named(place, visit);
            request = request.with("bbox_tl", box.topLeft())
                    .with("bbox_br", box.bottomRight())
                    .with("strict_bbox", "1");
        }
        Page page = visit.fetch(request);
        Map<String, SearchResult> spots = new LinkedHashMap<>();
        for (JsonNode item : page.list("/results")) {
            SearchResult.Spot spot = spot(item);
            spots.putIfAbsent(spot.title() + "\n" + spot.address(), spot);
        }
        return new ArrayList<>(spots.values());
    }

    /// A point has no size: without a radius a kilometre is taken.
    private static Box around(Place place) {
        double latitude = place.latitude().orElseThrow();
        double longitude = place.longitude().orElseThrow();
        return new Box(latitude, longitude, latitude, longitude)
                .widened(Math.max(1, place.radius()) * DEGREES_PER_KILOMETRE);
    }

    private static Box named(Place place, Visit visit) {
        PageRequest request = PageRequest.to("https://nominatim.openstreetmap.org/search")
                .with("format", "jsonv2")
                .with("limit", "1");
        PageRequest asked = place.place().isEmpty()
                ? request.withSome("street", place.street())
                        .withSome("city", place.city())
                        .withSome("county", place.county())
                        .withSome("state", place.state())
                        .withSome("country", place.country())
                        .withSome("postalcode", place.postalCode())
                : request.with("q", place.place());
        Page page = visit.fetch(asked);
        JsonNode found = page.json();
        if (found.isArray() && found.isEmpty()) {
            throw visit.wrong("place", "place names nothing that OpenStreetMap knows.");
        }
        JsonNode edges = found.path(0).path("boundingbox");
        if (edges.size() != 4) {
            throw page.changed("no place");
        }
        // south, north, west, east
        return new Box(
                        edges.path(1).asDouble(),
                        edges.path(2).asDouble(),
                        edges.path(0).asDouble(),
                        edges.path(3).asDouble())
                .widened(place.radius() * DEGREES_PER_KILOMETRE);
    }

    private static SearchResult.Spot spot(JsonNode item) {
        Map<String, String> hours = new LinkedHashMap<>();
        item.path("hours").properties().stream()
                .filter(day -> day.getValue().isTextual())
                .forEach(day -> hours.put(day.getKey(), day.getValue().asText()));
        return new SearchResult.Spot(
                Words.of(item, "/name"),
                Words.of(item, "/address"),
                Words.of(item, "/country_code"),
                Words.of(item, "/website"),
                Words.of(item, "/phone"),
                Words.decimal(item, "/coordinates/latitude"),
                Words.decimal(item, "/coordinates/longitude"),
                Words.of(item, "/url"),
                Words.of(item, "/embed/image"),
                Words.of(item, "/embed/description"),
                hours,
                Words.of(item, "/ddg_category"));
    }
}
