package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/// A value of one JSON type, and what else holds for it.
record TypedShape(String words, Predicate<JsonNode> type, Rule<JsonNode> rule) implements Shape {
    @Override
    public boolean takes(JsonNode value) {
        return type.test(value);
    }

    @Override
    public void look(JsonNode value, Place place, Problems problems) {
        rule.look(value, place, problems);
    }
}
