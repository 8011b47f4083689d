package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;

/// What one JSON value must look like.
public interface Shape {

    /// The shape in words that follow "must be": "a string".
    String words();

    /// Whether `value` has the JSON type of this shape, whatever is inside.
    boolean takes(JsonNode value);

    /// Looks inside a value that this shape takes.
    void look(JsonNode value, Place place, Problems problems);

    /// Looks at any value.
    default void check(JsonNode value, Place place, Problems problems) {
        if (takes(value)) {
            look(value, place, problems);
        } else {
            problems.add(Flaw.TYPE, place, "must be " + words());
        }
    }
}
