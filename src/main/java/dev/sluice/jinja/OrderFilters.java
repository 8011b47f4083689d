package dev.sluice.jinja;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Filters that order and group items.
final class OrderFilters {
    static final Map<String, Filter> ALL = Map.ofEntries(
            entry("sort", OrderFilters::sort),
            entry("dictsort", OrderFilters::sortDict),
            entry("min", (rendering, value, arguments) -> extreme(rendering, value, arguments, -1)),
            entry("max", (rendering, value, arguments) -> extreme(rendering, value, arguments, 1)),
            entry("unique", OrderFilters::unique),
            entry("groupby", OrderFilters::group));

    private OrderFilters() {}

    private record Keyed(Object key, Object item) {}

    private static List<Keyed> sorted(Rendering rendering, List<Keyed> items, boolean reverse) {
        List<Keyed> sorted = new ArrayList<>(items);
        sorted.sort((left, right) -> {
            int order = order(rendering, left.key(), right.key());
            return reverse ? -order : order;
        });
        return sorted;
    }

    private static int order(Rendering rendering, Object left, Object right) {
        return Numbers.nan(left) || Numbers.nan(right)
                ? 0
                : rendering.comparison().order(left, right, "<");
    }

    private static Object sort(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("sort", "reverse", "case_sensitive", "attribute");
        List<Path> paths = Path.several(given.or("attribute", None.NONE), !given.truth("case_sensitive", false));
        List<Keyed> items = new ArrayList<>();
        for (Object item : rendering.items(value)) {
            List<Object> key = new ArrayList<>();
            paths.forEach(path -> key.add(path.value(rendering, item)));
            items.add(new Keyed(key, item));
        }
        return items(sorted(rendering, items, given.truth("reverse", false)));
    }

    private static List<Object> items(List<Keyed> keyed) {
        List<Object> items = new ArrayList<>(keyed.size());
        keyed.forEach(one -> items.add(one.item()));
        return items;
    }

    private static Object sortDict(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("dictsort", "case_sensitive", "by", "reverse");
        if (!(Undefined.refused(value) instanceof Map<?, ?> map)) {
            throw new TemplateException("dictsort takes a dict, not " + Values.type(value));
        }
        String by = given.text("by", "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw new TemplateException("You can only sort by either \"key\" or \"value\"");
        }
        Path path = Path.of(by.equals("key") ? 0L : 1L, !given.truth("case_sensitive", false));
        return items(sorted(
                rendering,
                keyed(rendering, ContainerMethods.pairs(rendering, Values.dict(map)), path, None.NONE),
                given.truth("reverse", false)));
    }

    private static List<Keyed> keyed(Rendering rendering, List<Object> items, Path path, Object otherwise) {
        List<Keyed> keyed = new ArrayList<>(items.size());
        items.forEach(item -> keyed.add(new Keyed(path.value(rendering, item, otherwise), item)));
        return keyed;
    }

    private static Object extreme(Rendering rendering, Object value, Arguments arguments, int sign) {
        Given given = arguments.to("min", "case_sensitive", "attribute");
        Path path = Path.of(given.or("attribute", None.NONE), !given.truth("case_sensitive", false));
        List<Keyed> items = keyed(rendering, rendering.items(value), path, None.NONE);
        if (items.isEmpty()) {
            return new Undefined("No aggregated item, sequence was empty.");
        }
        Keyed best = items.get(0);
        for (Keyed item : items.subList(1, items.size())) {
            best = order(rendering, item.key(), best.key()) * sign > 0 ? item : best;
        }
        return best.item();
    }

    private static Object unique(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("unique", "case_sensitive", "attribute");
        Path path = Path.of(given.or("attribute", None.NONE), !given.truth("case_sensitive", false));
        Set<Object> seen = new HashSet<>();
        List<Object> unique = new ArrayList<>();
        for (Object item : rendering.items(value)) {
            if (seen.add(Keys.alike(path.value(rendering, item), rendering.budget()))) {
                unique.add(item);
            }
        }
        return Generator.of(unique);
    }

    private static Object group(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("groupby", "attribute", "default", "case_sensitive");
        Object attribute = given.required("attribute");
        Object otherwise = given.or("default", None.NONE);
        Path path = Path.of(attribute, !given.truth("case_sensitive", false));
        Path exact = Path.of(attribute, false);
        List<Object> groups = new ArrayList<>();
        List<Object> members = new ArrayList<>();
        Object last = None.NONE;
        for (Keyed one : sorted(rendering, keyed(rendering, rendering.items(value), path, otherwise), false)) {
            if (members.isEmpty() || !rendering.comparison().equal(last, one.key())) {
                members = new ArrayList<>();
                groups.add(Tuple.named(
                        List.of("grouper", "list"), exact.value(rendering, one.item(), otherwise), members));
            }
            members.add(one.item());
            last = one.key();
        }
        return groups;
    }
}
