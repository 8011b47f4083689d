package dev.sluice.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.ModelType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a row of an upstream's list tells of its model besides the name, whoever's words it uses.
final class ModelFacts {
    /// llms.py's and OpenRouter's own fields of a row, which are kept as they are.
    private static final List<String> KEPT =
            List.of("pricing", "reasoning", "tool_call", "modalities", "cost", "limit");

    private final String id;
    private final JsonNode row;

    ModelFacts(String id, JsonNode row) {
        this.id = id;
        this.row = row;
    }

    /// Whether it reads images: as told, else as the name suggests.
    boolean vision() {
        return row.path("type").asText("").equals("vlm")
                || told("image", "vision").orElseGet(() -> ModelType.readsImages(id));
    }

    /// Whether it reads sound.
    boolean audio() {
        return told("audio", "audio").orElse(false);
    }

    /// Further fields for lists.
    Map<String, Object> more() {
        Map<String, Object> more = new LinkedHashMap<>();
        KEPT.stream()
                .filter(name -> row.path(name).isObject() || row.path(name).isBoolean())
                .forEach(name -> more.put(name, row.path(name)));
        JsonNode parameters = row.path("supported_parameters");
        if (parameters.isArray()) {
            more.putIfAbsent("tool_call", holds(parameters, "tools"));
            more.putIfAbsent("reasoning", holds(parameters, "reasoning"));
        }
        List<String> inputs = words(inputs());
        if (!inputs.isEmpty()) {
            more.putAll(ModelCard.reading(inputs, words(outputs())));
        }
        return more;
    }

    private Optional<Boolean> told(String modality, String field) {
        JsonNode inputs = inputs();
        JsonNode capabilities = row.path("capabilities");
        if (inputs.isArray()) {
            return Optional.of(holds(inputs, modality));
        }
        if (capabilities.isArray()) {
            return Optional.of(holds(capabilities, field));
        }
        return Stream.of(row.path(field), capabilities.path(field))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .findFirst();
    }

    private JsonNode inputs() {
        return Stream.of(
                        row.path("architecture").path("input_modalities"),
                        row.path("modalities").path("input"),
                        row.path("supported_input_modalities"),
                        row.path("input_modalities"))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }

    private JsonNode outputs() {
        JsonNode told = row.path("architecture").path("output_modalities");
        return told.isArray() ? told : row.path("modalities").path("output");
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(word -> words.add(word.asText()));
        }
        return words;
    }

    private static boolean holds(JsonNode array, String word) {
        for (JsonNode one : array) {
            if (one.asText().equals(word)) {
                return true;
            }
        }
        return false;
    }
}
