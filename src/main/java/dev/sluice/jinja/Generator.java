package dev.sluice.jinja;

import java.util.Iterator;
import java.util.List;

/// What filters such as `map` give: it can be looped over once, and has neither length nor indexes.
record Generator(Iterator<Object> rest) {
    static Generator of(List<Object> items) {
        return new Generator(items.iterator());
    }
}
