package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/// A value of one of several JSON types; the type decides which shape holds.
record EitherShape(List<Shape> shapes) implements Shape {
    EitherShape {
        shapes = List.copyOf(shapes);
    }

    @Override
    public String words() {
        return shapes.stream().map(Shape::words).collect(Collectors.joining(" or "));
    }

    @Override
    public boolean takes(JsonNode value) {
        return shapes.stream().anyMatch(shape -> shape.takes(value));
    }

    @Override
    public void look(JsonNode value, Place place, Problems problems) {
        for (Shape shape : shapes) {
            if (shape.takes(value)) {
                shape.look(value, place, problems);
                return;
            }
        }
    }
}
