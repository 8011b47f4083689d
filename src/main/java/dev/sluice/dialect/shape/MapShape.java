package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;

/// An object with any names, whose values are of one shape.
record MapShape(Shape value) implements Shape {
    @Override
    public String words() {
        return "an object";
    }

    @Override
    public boolean takes(JsonNode node) {
        return node.isObject();
    }

    @Override
    public void look(JsonNode node, Place place, Problems problems) {
        for (var member : node.properties()) {
            if (problems.full()) {
                return;
            }
            if (!member.getValue().isNull()) {
                value.check(member.getValue(), place.member(member.getKey()), problems);
            }
        }
    }
}
