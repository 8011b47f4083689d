package dev.sluice.http.search;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Query;
import dev.sluice.search.Place;
import dev.sluice.search.Region;
import dev.sluice.search.SafeSearch;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchType;
import dev.sluice.search.TimeLimit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an address asks for, with the names, defaults and aliases of LLM4Free's.
record SearchParameters(Query parameters) {
    private static final int MOST_KILOMETRES = 1000;
    private static final int LONGEST_NAME = 200;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?");

    /// Empty where none is named.
    String engine() {
        String engine = parameters.text("engine");
        return engine == null ? "" : engine.strip().toLowerCase(Locale.ROOT);
    }

    SearchQuery query() {
        SearchType type = type();
        return new SearchQuery(
                text(type),
                type,
                parameters.number("max_results", 1, SearchQuery.MOST_RESULTS, 10),
                region(),
                safeSearch(),
                since(),
                type == SearchType.MAPS ? place() : Place.NOWHERE,
                type == SearchType.TRANSLATE ? language("from_", language("from", "")) : "",
                type == SearchType.TRANSLATE ? language("to", "en") : "en",
                type == SearchType.WEATHER ? language("language", language("lang", "en")) : "en");
    }

    private String text(SearchType type) {
        String text = parameters.text("q");
        if (text == null || text.isBlank()) {
            throw new RefusedException(new Failure.Invalid(
                    "q is required: what is to be looked for.",
                    "q",
                    "missing_required_parameter",
                    List.of(new Failure.Detail(List.of("query", "q"), "q is required.", "missing"))));
        }
        int most = type == SearchType.TRANSLATE ? SearchQuery.LONGEST_TRANSLATED : SearchQuery.LONGEST_TEXT;
        if (text.length() > most) {
            throw Query.invalid("q", "must not be longer than " + most + " characters");
        }
        return text.strip();
    }

    private SearchType type() {
        List<String> words =
                Arrays.stream(SearchType.values()).map(SearchType::word).toList();
        return SearchType.values()[words.indexOf(parameters.word("type", words))];
    }

    private SafeSearch safeSearch() {
        List<String> words =
                Arrays.stream(SafeSearch.values()).map(SafeSearch::word).toList();
        return SafeSearch.values()[words.indexOf(parameters.word("safesearch", words))];
    }

    private Region region() {
        String region = parameters.text("region");
        return Region.parse(region == null ? "all" : region)
                .orElseThrow(() ->
                        Query.invalid("region", "must be all, or a country and a language such as us-en or en-US"));
    }

    private @Nullable TimeLimit since() {
        String limit = parameters.text("timelimit");
        if (limit == null) {
            return null;
        }
        Optional<TimeLimit> known = Arrays.stream(TimeLimit.values())
                .filter(one -> one.word().equals(limit) || one.letter().equals(limit))
                .findFirst();
        return known.orElseThrow(() -> Query.invalid("timelimit", "must be one of d, w, m, y"));
    }

    private Place place() {
        var place = new Place(
                name("place"),
                name("street"),
                name("city"),
                name("county"),
                name("state"),
                name("country"),
                name("postalcode"),
                parameters.decimal("latitude", -90, 90),
                parameters.decimal("longitude", -180, 180),
                parameters.number("radius", 0, MOST_KILOMETRES, 0));
        if (place.latitude().isPresent() != place.longitude().isPresent()) {
            throw Query.invalid(
                    place.latitude().isPresent() ? "longitude" : "latitude", "must be given beside the other one");
        }
        return place;
    }

    private String name(String parameter) {
        String name = parameters.text(parameter);
        if (name != null && name.length() > LONGEST_NAME) {
            throw Query.invalid(parameter, "must not be longer than " + LONGEST_NAME + " characters");
        }
        return name == null ? "" : name.strip();
    }

    private String language(String parameter, String otherwise) {
        String language = parameters.text(parameter);
        if (language == null) {
            return otherwise;
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw Query.invalid(parameter, "must be a language such as en or pt-br");
        }
        return language;
    }
}
