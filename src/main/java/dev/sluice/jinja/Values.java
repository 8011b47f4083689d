package dev.sluice.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Python's values. `str` is a `String` (or [Markup]), `bool` a `Boolean`, `int` a `Long` or `BigInteger`, `float` a
/// `Double`, `list` a `List`, `dict` a `Map` in order of insertion, `None` is [None]; the rest has types of its own.
final class Values {
    private Values() {}

    /// A variable as it is seen inside, copied, so that nothing changes meanwhile.
    static Object imported(@Nullable Object value, Budget budget) {
        budget.step();
        return switch (value) {
            case null -> None.NONE;
            case Boolean truth -> truth;
            case Long whole -> whole;
            case Integer whole -> whole.longValue();
            case Short whole -> whole.longValue();
            case Byte whole -> whole.longValue();
            case BigInteger whole -> budget.whole(whole);
            case Float real -> real.doubleValue();
            case BigDecimal real -> real.doubleValue();
            case Double real -> real;
            case CharSequence text -> text.toString();
            case Map<?, ?> map -> importedMap(map, budget);
            case Iterable<?> items -> {
                budget.enter();
                List<Object> list = new ArrayList<>();
                items.forEach(item -> list.add(imported(item, budget)));
                budget.leave();
                yield list;
            }
            default ->
                throw new TemplateException(
                        "a variable is a " + value.getClass().getSimpleName() + ", which templates do not know");
        };
    }

    private static Map<Object, Object> importedMap(Map<?, ?> map, Budget budget) {
        budget.enter();
        Map<Object, Object> dict = new LinkedHashMap<>();
        map.forEach((key, value) -> dict.put(imported(key, budget), imported(value, budget)));
        budget.leave();
        return dict;
    }

    /// The type's name in Python.
    static String type(Object value) {
        return switch (value) {
            case None none -> "NoneType";
            case Boolean truth -> "bool";
            case Long whole -> "int";
            case BigInteger whole -> "int";
            case Double real -> "float";
            case String text -> "str";
            case Markup text -> "Markup";
            case Tuple tuple -> "tuple";
            case Range range -> "range";
            case List<?> list -> "list";
            case Map<?, ?> map -> "dict";
            case DictView view -> view.type();
            case Undefined undefined -> "Undefined";
            case Generator generator -> "generator";
            case Attributed attributed -> attributed.type();
            default -> "function";
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case None none -> false;
            case Undefined undefined -> false;
            case Boolean truth -> truth;
            case Long whole -> whole != 0;
            case Double real -> real != 0;
            case String text -> !text.isEmpty();
            case Markup markup -> !markup.text().isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case DictView view -> !view.isEmpty();
            default -> true;
        };
    }

    static boolean text(Object value) {
        return value instanceof String || value instanceof Markup;
    }

    /// The characters of a `str`; nothing else is one.
    static String text(String function, Object value) {
        return switch (Undefined.refused(value)) {
            case String text -> text;
            case Markup markup -> markup.text();
            default -> throw new TemplateException(function + "() argument must be str, not " + type(value));
        };
    }

    static List<Object> list(List<?> list) {
        return Collections.unmodifiableList(list);
    }

    static Map<Object, Object> dict(Map<?, ?> dict) {
        return Collections.unmodifiableMap(dict);
    }

    static boolean iterable(Object value) {
        return text(value)
                || value instanceof Iterable
                || value instanceof Map
                || value instanceof Generator
                || value instanceof Undefined;
    }

    static Iterator<Object> iterator(Object value, Budget budget) {
        return switch (value) {
            case List<?> list -> list(list).iterator();
            case DictView view -> view.iterator();
            case Map<?, ?> map -> dict(map).keySet().iterator();
            case Generator generator -> generator.rest();
            case Undefined undefined -> Collections.emptyIterator();
            case String text -> Characters.of(text, budget).iterator();
            case Markup markup -> Characters.of(markup.text(), budget).iterator();
            default -> throw new TemplateException(Quoted.of(type(value)) + " object is not iterable");
        };
    }

    /// A list of its own.
    static List<Object> items(Object value, Budget budget) {
        List<Object> items = new ArrayList<>();
        for (Iterator<Object> rest = iterator(value, budget); rest.hasNext(); ) {
            budget.step();
            items.add(rest.next());
        }
        return items;
    }
}
