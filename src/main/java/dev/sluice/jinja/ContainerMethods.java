package dev.sluice.jinja;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be called on lists and dicts without changing them.
final class ContainerMethods {
    static final Map<String, Method<List<Object>>> OF_LISTS = Map.ofEntries(
            entry("index", ContainerMethods::index),
            entry("count", ContainerMethods::count),
            entry("copy", Method.bare((rendering, list, arguments) -> rendering.items(list))));

    static final Map<String, Method<Map<Object, Object>>> OF_DICTS = Map.ofEntries(
            entry("get", ContainerMethods::value),
            entry("keys", Method.bare((rendering, dict, arguments) -> new DictView("dict_keys", dict.keySet()))),
            entry("values", Method.bare((rendering, dict, arguments) -> new DictView("dict_values", dict.values()))),
            entry(
                    "items",
                    Method.bare((rendering, dict, arguments) -> new DictView("dict_items", pairs(rendering, dict)))),
            entry("copy", Method.bare(ContainerMethods::copy)));

    private ContainerMethods() {}

    static List<Object> pairs(Rendering rendering, Map<Object, Object> dict) {
        rendering.budget().spend(dict.size());
        return List.copyOf(dict.entrySet().stream()
                .<Object>map(pair -> Tuple.of(pair.getKey(), pair.getValue()))
                .toList());
    }

    private static Object index(Rendering rendering, List<Object> list, Arguments arguments) {
        Given given = arguments.to("index", "value", "start", "stop");
        int start = Math.max(0, given.whole("start", 0));
        int stop = Math.min(list.size(), given.whole("stop", list.size()));
        for (int at = start; at < stop; at++) {
            if (rendering.comparison().equal(list.get(at), given.required("value"))) {
                return (long) at;
            }
        }
        throw new TemplateException("the list does not contain the value");
    }

    private static Object count(Rendering rendering, List<Object> list, Arguments arguments) {
        Object value = arguments.to("count", "value").required("value");
        return list.stream()
                .filter(item -> rendering.comparison().equal(item, value))
                .count();
    }

    private static Object value(Rendering rendering, Map<Object, Object> dict, Arguments arguments) {
        Given given = arguments.to("get", "key", "default");
        Object value = dict.get(Keys.of(given.required("key"), rendering.budget()));
        return value == null ? given.or("default", None.NONE) : value;
    }

    private static Object copy(Rendering rendering, Map<Object, Object> dict, Arguments arguments) {
        rendering.budget().spend(dict.size());
        return new LinkedHashMap<>(dict);
    }
}
