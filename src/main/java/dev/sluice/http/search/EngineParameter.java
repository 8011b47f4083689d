package dev.sluice.http.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A parameter that searches of one engine take, as it is told to callers.
///
/// @param otherwise its default; null where there is none
/// @param options the only values it takes; empty where there are others
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record EngineParameter(
        String name,
        String type,
        boolean required,
        @JsonProperty("default") @Nullable Object otherwise,
        List<String> options) {
    EngineParameter {
        options = List.copyOf(options);
    }

    /// @param first the engine of a search that names none
    static List<EngineParameter> of(SearchEngine engine, String first) {
        List<EngineParameter> all = new ArrayList<>();
        all.add(new EngineParameter("q", "string", true, null, List.of()));
        all.add(text("engine", first));
        all.add(new EngineParameter(
                "type",
                "string",
                false,
                "text",
                engine.types().stream().map(SearchType::word).toList()));
        all.add(new EngineParameter("max_results", "integer", false, 10, List.of()));
        all.add(text("region", "all"));
        all.add(new EngineParameter("safesearch", "string", false, "moderate", List.of("on", "moderate", "off")));
        all.add(new EngineParameter("timelimit", "string", false, null, List.of("d", "w", "m", "y")));
        if (engine.types().contains(SearchType.MAPS)) {
            Stream.of("place", "street", "city", "county", "state", "country", "postalcode")
                    .forEach(part -> all.add(text(part, null)));
            Stream.of("latitude", "longitude")
                    .forEach(part -> all.add(new EngineParameter(part, "number", false, null, List.of())));
            all.add(new EngineParameter("radius", "integer", false, 0, List.of()));
        }
        if (engine.types().contains(SearchType.TRANSLATE)) {
            all.add(text("from_", null));
            all.add(text("to", "en"));
        }
        if (engine.types().contains(SearchType.WEATHER)) {
            all.add(text("language", "en"));
        }
        return all;
    }

    private static EngineParameter text(String name, @Nullable String otherwise) {
        return new EngineParameter(name, "string", false, otherwise, List.of());
    }
}
