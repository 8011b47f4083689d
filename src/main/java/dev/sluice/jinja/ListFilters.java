package dev.sluice.jinja;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Filters of lists and of what can be looped over.
final class ListFilters {
    static final Map<String, Filter> ALL = Map.ofEntries(
            entry("length", ListFilters::length),
            entry("count", ListFilters::length),
            entry("first", ListFilters::first),
            entry("last", ListFilters::last),
            entry("random", ListFilters::random),
            entry("list", (rendering, value, arguments) -> rendering.items(value)),
            entry("items", ListFilters::pairs),
            entry("reverse", ListFilters::reverse),
            entry("sum", ListFilters::sum),
            entry("batch", ListFilters::batch),
            entry("slice", ListFilters::slice));

    private ListFilters() {}

    private static Object length(Rendering rendering, Object value, Arguments arguments) {
        return switch (value) {
            case String text -> characters(text, rendering);
            case Markup markup -> characters(markup.text(), rendering);
            case Collection<?> items -> (long) items.size();
            case Map<?, ?> map -> (long) map.size();
            case Undefined undefined -> 0L;
            default -> throw new TemplateException("object of type " + Quoted.of(Values.type(value)) + " has no len()");
        };
    }

    private static long characters(String text, Rendering rendering) {
        rendering.budget().look(text.length());
        return Characters.count(text);
    }

    private static Object first(Rendering rendering, Object value, Arguments arguments) {
        if (value instanceof String text && !text.isEmpty()) {
            return Characters.cut(text, 0, 1);
        }
        Iterator<Object> items = Values.iterator(value, rendering.budget());
        return items.hasNext() ? items.next() : new Undefined("No first item, sequence was empty.");
    }

    private static Object last(Rendering rendering, Object value, Arguments arguments) {
        if (value instanceof Generator) {
            throw new TemplateException("'generator' object is not reversible");
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.get(list.size() - 1);
        }
        List<Object> items = rendering.items(value);
        return items.isEmpty() ? new Undefined("No last item, sequence was empty.") : items.get(items.size() - 1);
    }

    private static Object random(Rendering rendering, Object value, Arguments arguments) {
        List<Object> items = rendering.items(value);
        return items.isEmpty()
                ? new Undefined("No random item, sequence was empty.")
                : items.get(ThreadLocalRandom.current().nextInt(items.size()));
    }

    private static Object pairs(Rendering rendering, Object value, Arguments arguments) {
        if (value instanceof Undefined) {
            return Generator.of(List.of());
        }
        if (value instanceof Map<?, ?> map) {
            return Generator.of(ContainerMethods.pairs(rendering, Values.dict(map)));
        }
        throw new TemplateException("Can only get item pairs from a mapping.");
    }

    private static Object reverse(Rendering rendering, Object value, Arguments arguments) {
        if (Values.text(value)) {
            List<Object> characters = rendering.items(value);
            Collections.reverse(characters);
            var reversed = new StringBuilder();
            characters.forEach(reversed::append);
            return Markup.like(value, reversed.toString());
        }
        List<Object> items = rendering.items(value);
        Collections.reverse(items);
        return value instanceof Generator ? items : Generator.of(items);
    }

    private static Object sum(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("sum", "attribute", "start");
        Path path = Path.of(given.or("attribute", None.NONE), false);
        Object sum = given.or("start", 0L);
        if (Values.text(sum)) {
            throw new TemplateException("sum() can't sum strings");
        }
        for (Object item : rendering.items(value)) {
            sum = rendering.operators().apply("+", sum, path.value(rendering, item));
        }
        return sum;
    }

    private static Object batch(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("batch", "linecount", "fill_with");
        given.required("linecount");
        int size = given.whole("linecount", 1);
        List<Object> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object item : rendering.items(value)) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            if (!given.none("fill_with")) {
                fill(batch, size, given.required("fill_with"), rendering.budget());
            }
            batches.add(batch);
        }
        return Generator.of(batches);
    }

    private static void fill(List<Object> batch, int size, Object with, Budget budget) {
        while (batch.size() < size) {
            budget.step();
            batch.add(with);
        }
    }

    private static Object slice(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("slice", "slices", "fill_with");
        given.required("slices");
        int slices = given.whole("slices", 1);
        if (slices == 0) {
            throw new TemplateException("integer division or modulo by zero");
        }
        rendering.budget().spend(Math.max(0, slices));
        List<Object> items = rendering.items(value);
        List<Object> parts = new ArrayList<>();
        int each = items.size() / slices;
        int longer = Math.floorMod(items.size(), slices);
        int at = 0;
        for (int slice = 0; slice < slices; slice++) {
            int end = at + each + (slice < longer ? 1 : 0);
            List<Object> part = new ArrayList<>(items.subList(at, end));
            if (slice >= longer && !given.none("fill_with")) {
                part.add(given.required("fill_with"));
            }
            parts.add(part);
            at = end;
        }
        return Generator.of(parts);
    }
}
