package dev.sluice.jinja;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as Python's `json.dumps` writes it.
///
/// @param indent what each level is indented by; without it all is on one line
record Json(
        Rendering rendering,
        boolean ascii,
        @Nullable String indent,
        String itemSeparator,
        String keySeparator,
        boolean sorted) {

    String text(Object value) {
        var output = new Output(rendering.budget());
        write(value, 0, output);
        return output.toString();
    }

    private void write(Object value, int level, Output into) {
        switch (value) {
            case None none -> into.append("null");
            case Boolean truth -> into.append(truth.toString());
            case Long whole -> into.append(whole.toString());
            case BigInteger whole -> into.append(whole.toString());
            case Double real -> into.append(real(real));
            case String text -> into.append(quoted(text));
            case Markup markup -> into.append(quoted(markup.text()));
            case Range range -> throw unknown(range);
            case List<?> list -> items(list, level, into);
            case Map<?, ?> map -> entries(map, level, into);
            default -> throw unknown(value);
        }
    }

    private static TemplateException unknown(Object value) {
        return new TemplateException("Object of type " + Values.type(value) + " is not JSON serializable");
    }

    private static String real(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? (value > 0 ? "Infinity" : "-Infinity") : Numbers.text(value);
    }

    private void items(Collection<?> items, int level, Output into) {
        if (items.isEmpty()) {
            into.append("[]");
            return;
        }
        rendering.budget().enter();
        into.append("[");
        String separator = "";
        for (Object item : items) {
            into.append(separator);
            separator = itemSeparator;
            line(level + 1, into);
            write(item, level + 1, into);
        }
        line(level, into);
        into.append("]");
        rendering.budget().leave();
    }

    private void entries(Map<?, ?> map, int level, Output into) {
        if (map.isEmpty()) {
            into.append("{}");
            return;
        }
        rendering.budget().enter();
        into.append("{");
        String separator = "";
        for (Object key : keys(map)) {
            into.append(separator);
            separator = itemSeparator;
            line(level + 1, into);
            into.append(quoted(key(key))).append(keySeparator);
            Object value = map.get(key);
            write(value == null ? None.NONE : value, level + 1, into);
        }
        line(level, into);
        into.append("}");
        rendering.budget().leave();
    }

    private Collection<?> keys(Map<?, ?> map) {
        if (!sorted) {
            return map.keySet();
        }
        List<Object> keys = rendering.items(map);
        keys.sort((left, right) -> rendering.comparison().order(left, right, "<"));
        return keys;
    }

    private static String key(Object key) {
        return switch (key) {
            case String text -> text;
            case None none -> "null";
            case Double real -> real(real);
            case Long whole -> whole.toString();
            case BigInteger whole -> whole.toString();
            case Boolean truth -> truth.toString();
            default ->
                throw new TemplateException("keys must be str, int, float, bool or None, not " + Values.type(key));
        };
    }

    private void line(int level, Output into) {
        if (indent != null) {
            into.append("\n").append(rendering.budget().repeated(indent, level));
        }
    }

    private String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\f' -> quoted.append("\\f");
                case '\b' -> quoted.append("\\b");
                default -> {
                    if (c < ' ' || ascii && c > '~') {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
