package dev.sluice.jinja;

import java.math.BigInteger;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The functions that every template has.
final class Globals {
    static final Map<String, Object> ALL = Map.of(
            "range", (Callable) Globals::range,
            "dict", (Callable) Globals::dict,
            "namespace", (Callable) Globals::namespace,
            "cycler", (Callable) (rendering, arguments) -> new Cycler(arguments.positional()),
            "joiner", (Callable) Globals::joiner,
            "raise_exception", (Callable) Globals::raise,
            "strftime_now", (Callable) Globals::now);

    private Globals() {}

    private static Object range(Rendering rendering, Arguments arguments) {
        Given given = arguments.to("range", "start", "stop", "step");
        int longest = rendering.budget().limits().rangeLength();
        long start = bound(given.required("start"));
        return given.has("stop")
                ? Range.of(start, bound(given.required("stop")), bound(given.or("step", 1L)), longest)
                : Range.of(0, start, 1, longest);
    }

    private static long bound(Object value) {
        if (!Numbers.whole(Undefined.refused(value))) {
            throw new TemplateException(Quoted.of(Values.type(value)) + " object cannot be interpreted as an integer");
        }
        if (value instanceof BigInteger) {
            throw new LimitException("a range reaches beyond 64 bits");
        }
        return Numbers.small(value);
    }

    private static Map<Object, Object> dict(Rendering rendering, Arguments arguments) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        if (arguments.positional().size() > 1) {
            throw new TemplateException("dict expected at most 1 argument");
        }
        for (Object given : arguments.positional()) {
            if (Undefined.refused(given) instanceof Map<?, ?> other) {
                rendering.budget().spend(other.size());
                dict.putAll(other);
            } else {
                rendering.items(given).forEach(pair -> put(rendering, pair, dict));
            }
        }
        dict.putAll(arguments.named());
        return dict;
    }

    private static void put(Rendering rendering, Object pair, Map<Object, Object> into) {
        List<Object> items = rendering.items(pair);
        if (items.size() != 2) {
            throw new TemplateException(
                    "dictionary update sequence element has length " + items.size() + "; 2 is required");
        }
        into.put(Keys.of(items.get(0), rendering.budget()), items.get(1));
    }

    private static Object namespace(Rendering rendering, Arguments arguments) {
        var namespace = new Namespace();
        dict(rendering, arguments).forEach((name, value) -> namespace.put(rendering.text(name), value));
        return namespace;
    }

    private static Object joiner(Rendering rendering, Arguments arguments) {
        Object separator = arguments.to("joiner", "sep").or("sep", ", ");
        boolean[] used = {false};
        return (Callable) (same, none) -> {
            Object text = used[0] ? separator : "";
            used[0] = true;
            return text;
        };
    }

    private static Object raise(Rendering rendering, Arguments arguments) {
        throw new RaisedException(
                rendering.text(arguments.to("raise_exception", "message").required("message")));
    }

    private static Object now(Rendering rendering, Arguments arguments) {
        String format = arguments.to("strftime_now", "format").text("format");
        return Strftime.of(format, ZonedDateTime.now(rendering.clock()), rendering.budget());
    }
}
