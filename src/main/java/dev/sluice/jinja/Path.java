package dev.sluice.jinja;

import java.util.ArrayList;
import java.util.List;

/// Where filters find what they compare: attributes of attributes, by dots.
///
/// @param anyCase whether strings that differ in case alone are the same
record Path(List<Object> parts, boolean anyCase) {
    static Path of(Object attribute, boolean anyCase) {
        List<Object> parts = new ArrayList<>();
        if (Values.text(attribute)) {
            for (String part : Values.text("attribute", attribute).split("\\.", -1)) {
                boolean index = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
                parts.add(index ? Numbers.parsed(part) : part);
            }
        } else if (attribute != None.NONE) {
            parts.add(attribute);
        }
        return new Path(parts, anyCase);
    }

    /// One for each name between commas.
    static List<Path> several(Object attribute, boolean anyCase) {
        if (!Values.text(attribute)) {
            return List.of(of(attribute, anyCase));
        }
        List<Path> paths = new ArrayList<>();
        for (String name : Values.text("attribute", attribute).split(",", -1)) {
            paths.add(of(name, anyCase));
        }
        return paths;
    }

    Object value(Rendering rendering, Object item) {
        return value(rendering, item, None.NONE);
    }

    Object value(Rendering rendering, Object item, Object otherwise) {
        Object value = item;
        for (Object part : parts) {
            rendering.budget().step();
            value = rendering.attributes().item(value, part);
            if (otherwise != None.NONE && value instanceof Undefined) {
                value = otherwise;
            }
        }
        return anyCase && Values.text(value) ? Letters.lower(rendering.text(value)) : value;
    }
}
