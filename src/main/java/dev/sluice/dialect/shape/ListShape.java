package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;

/// A list of values of one shape.
///
/// @param least the fewest items, `most` the most
public record ListShape(Shape item, int least, int most) implements Shape {
    public ListShape sized(int fewest, int greatest) {
        return new ListShape(item, fewest, greatest);
    }

    public ListShape notEmpty() {
        return sized(1, most);
    }

    @Override
    public String words() {
        return "a list";
    }

    @Override
    public boolean takes(JsonNode value) {
        return value.isArray();
    }

    @Override
    public void look(JsonNode value, Place place, Problems problems) {
        if (value.size() < least) {
            problems.add(
                    Flaw.VALUE, place, least == 1 ? "must not be empty" : "must have at least " + least + " items");
        } else if (value.size() > most) {
            problems.add(Flaw.VALUE, place, "must have at most " + most + " items");
        } else {
            for (int at = 0; at < value.size() && !problems.full(); at++) {
                item.check(value.get(at), place.item(at), problems);
            }
        }
    }
}
