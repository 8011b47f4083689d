package dev.sluice.jinja;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Filters that pick or change each item of a list by an attribute, a test or another filter.
final class PickFilters {
    static final Map<String, Filter> ALL = Map.ofEntries(
            entry("map", PickFilters::map),
            entry("select", (rendering, value, arguments) -> picked(rendering, value, arguments, false, true)),
            entry("reject", (rendering, value, arguments) -> picked(rendering, value, arguments, false, false)),
            entry("selectattr", (rendering, value, arguments) -> picked(rendering, value, arguments, true, true)),
            entry("rejectattr", (rendering, value, arguments) -> picked(rendering, value, arguments, true, false)));

    private PickFilters() {}

    private static Object map(Rendering rendering, Object value, Arguments arguments) {
        if (!Values.truth(value)) {
            return Generator.of(List.of());
        }
        UnaryOperator<Object> change = change(rendering, arguments);
        List<Object> changed = new ArrayList<>();
        for (Object item : rendering.items(value)) {
            changed.add(change.apply(item));
        }
        return Generator.of(changed);
    }

    private static UnaryOperator<Object> change(Rendering rendering, Arguments arguments) {
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Given given = arguments.to("map", "attribute", "default");
            Path path = Path.of(given.required("attribute"), false);
            return item -> path.value(rendering, item, given.or("default", None.NONE));
        }
        if (arguments.positional().isEmpty()) {
            throw new TemplateException("map requires a filter argument");
        }
        Filter filter = Filters.named(Values.text("map", arguments.positional().get(0)));
        Arguments rest = rest(arguments, 1);
        return item -> filter.apply(rendering, item, rest);
    }

    private static Arguments rest(Arguments arguments, int taken) {
        List<Object> positional = arguments.positional();
        return new Arguments(positional.subList(taken, positional.size()), new LinkedHashMap<>(arguments.named()));
    }

    private static Object picked(
            Rendering rendering, Object value, Arguments arguments, boolean attribute, boolean wanted) {
        if (!Values.truth(value)) {
            return Generator.of(List.of());
        }
        int taken = attribute ? 1 : 0;
        if (arguments.positional().size() < taken) {
            throw new TemplateException("Missing parameter for attribute name");
        }
        Path path = Path.of(attribute ? arguments.positional().get(0) : None.NONE, false);
        Predicate<Object> test = Values::truth;
        if (arguments.positional().size() > taken) {
            Test named =
                    Tests.named(Values.text("select", arguments.positional().get(taken)));
            Arguments rest = rest(arguments, taken + 1);
            test = item -> named.holds(rendering, item, rest);
        }
        List<Object> picked = new ArrayList<>();
        for (Object item : rendering.items(value)) {
            if (test.test(path.value(rendering, item)) == wanted) {
                picked.add(item);
            }
        }
        return Generator.of(picked);
    }
}
