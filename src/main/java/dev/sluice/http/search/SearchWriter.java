package dev.sluice.http.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import java.util.List;

/// Writes results and engines in LLM4Free's shapes.
final class SearchWriter {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private SearchWriter() {}

    static ObjectNode results(SearchEngine engine, SearchType type, List<SearchResult> results) {
        ObjectNode answer =
                MAPPER.createObjectNode().put("engine", engine.name()).put("type", type.word());
        ArrayNode list = answer.putArray("results");
        results.forEach(result -> list.add(MAPPER.<ObjectNode>valueToTree(result)));
        return answer;
    }

    /// @param first the engine of a search that names none
    static ObjectNode engines(List<SearchEngine> engines, String first) {
        ObjectNode answer = MAPPER.createObjectNode();
        ObjectNode providers = answer.putObject("providers");
        for (SearchEngine engine : engines) {
            ObjectNode row = providers.putObject(engine.name()).put("name", engine.name());
            List<String> types = engine.types().stream().map(SearchType::word).toList();
            types.forEach(row.putArray("categories")::add);
            types.forEach(row.putArray("supported_types")::add);
            ArrayNode parameters = row.putArray("parameters");
            EngineParameter.of(engine, first).forEach(one -> parameters.add(MAPPER.<ObjectNode>valueToTree(one)));
        }
        return answer.put("total_providers", engines.size()).put("default", first);
    }
}
