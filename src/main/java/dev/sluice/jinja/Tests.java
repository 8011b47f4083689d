package dev.sluice.jinja;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All tests by name.
final class Tests {
    private static final Map<String, Test> ALL = Map.ofEntries(
            entry("defined", is(value -> !(value instanceof Undefined))),
            entry("undefined", is(value -> value instanceof Undefined)),
            entry("none", is(value -> value == None.NONE)),
            entry("boolean", is(value -> value instanceof Boolean)),
            entry("true", is(Boolean.TRUE::equals)),
            entry("false", is(Boolean.FALSE::equals)),
            entry("integer", is(value -> Numbers.whole(value) && !(value instanceof Boolean))),
            entry("float", is(value -> value instanceof Double)),
            entry("number", is(Numbers::number)),
            entry("string", is(Values::text)),
            entry("mapping", is(value -> value instanceof Map)),
            entry(
                    "sequence",
                    is(value -> Values.text(value)
                            || value instanceof List
                            || value instanceof Map
                            || value instanceof Undefined)),
            entry("iterable", is(Values::iterable)),
            entry("callable", is(value -> value instanceof Callable || value instanceof Undefined)),
            entry("escaped", is(value -> value instanceof Markup)),
            entry("lower", (rendering, value, arguments) -> Letters.isLower(rendering.text(value))),
            entry("upper", (rendering, value, arguments) -> Letters.isUpper(rendering.text(value))),
            entry("odd", (rendering, value, arguments) -> halvesLeave(rendering, value, 1L)),
            entry("even", (rendering, value, arguments) -> halvesLeave(rendering, value, 0L)),
            entry(
                    "divisibleby",
                    (rendering, value, arguments) ->
                            !Values.truth(rest(rendering, value, other("divisibleby", arguments)))),
            entry("sameas", (rendering, value, arguments) -> same(value, other("sameas", arguments))),
            entry("filter", (rendering, value, arguments) -> Filters.known(rendering.text(value))),
            entry("test", (rendering, value, arguments) -> known(rendering.text(value))),
            entry("==", compared("==")),
            entry("eq", compared("==")),
            entry("equalto", compared("==")),
            entry("!=", compared("!=")),
            entry("ne", compared("!=")),
            entry("<", compared("<")),
            entry("lt", compared("<")),
            entry("lessthan", compared("<")),
            entry("<=", compared("<=")),
            entry("le", compared("<=")),
            entry(">", compared(">")),
            entry("gt", compared(">")),
            entry("greaterthan", compared(">")),
            entry(">=", compared(">=")),
            entry("ge", compared(">=")),
            entry("in", compared("in")));

    private Tests() {}

    static boolean known(String name) {
        return ALL.containsKey(name);
    }

    static Test named(String name) {
        @Nullable Test test = ALL.get(name);
        if (test == null) {
            throw new TemplateException("No test named " + Quoted.of(name) + ".");
        }
        return test;
    }

    private static Test is(Predicate<Object> test) {
        return (rendering, value, arguments) -> {
            arguments.to("test");
            return test.test(value);
        };
    }

    private static Test compared(String operator) {
        return (rendering, value, arguments) ->
                rendering.comparison().holds(operator, value, other(operator, arguments));
    }

    private static Object other(String test, Arguments arguments) {
        return arguments.to(test, "other").required("other");
    }

    private static boolean halvesLeave(Rendering rendering, Object value, Object rest) {
        return rendering.comparison().equal(rest(rendering, value, 2L), rest);
    }

    private static Object rest(Rendering rendering, Object value, Object by) {
        return rendering.operators().apply("%", value, by);
    }

    /// Small whole numbers and strings are the same object in Python when they are equal.
    private static boolean same(Object value, Object other) {
        return value == other
                || value instanceof Boolean && value.equals(other)
                || value instanceof Long && value.equals(other)
                || value instanceof String && value.equals(other);
    }
}
