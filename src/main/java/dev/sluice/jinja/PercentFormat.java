package dev.sluice.jinja;

import java.util.List;
import java.util.Map;

/// Python's `format % values`.
final class PercentFormat {
    private final Rendering rendering;
    private final boolean escaping;

    /// @param escaping whether values are escaped for HTML
    PercentFormat(Rendering rendering, boolean escaping) {
        this.rendering = rendering;
        this.escaping = escaping;
    }

    String apply(String format, Object values) {
        return new Run(format, values).text();
    }

    private final class Run {
        private final String format;
        private final Object values;
        private final Output made = new Output(rendering.budget());
        private int at;
        private int used;

        Run(String format, Object values) {
            this.format = format;
            this.values = values;
        }

        String text() {
            while (at < format.length()) {
                int percent = format.indexOf('%', at);
                made.append(format.substring(at, percent < 0 ? format.length() : percent));
                at = percent < 0 ? format.length() : percent + 1;
                if (percent >= 0) {
                    directive();
                }
            }
            if (!(values instanceof Map) && used < (values instanceof Tuple tuple ? tuple.size() : 1)) {
                if (!(values instanceof List && !(values instanceof Tuple))) {
                    throw new TemplateException("not all arguments converted during string formatting");
                }
            }
            return made.toString();
        }

        private void directive() {
            Object keyed = at < format.length() && format.charAt(at) == '(' ? keyed() : null;
            int flags = at;
            while (at < format.length() && "#0- +".indexOf(format.charAt(at)) >= 0) {
                at++;
            }
            String flagged = format.substring(flags, at);
            int width = number();
            boolean left = flagged.contains("-") || width < -1;
            int precision = -1;
            if (at < format.length() && format.charAt(at) == '.') {
                at++;
                precision = Math.max(0, number());
            }
            while (at < format.length() && "hlL".indexOf(format.charAt(at)) >= 0) {
                at++;
            }
            if (at >= format.length()) {
                throw new TemplateException("incomplete format");
            }
            char type = format.charAt(at++);
            if (type == '%') {
                made.append("%");
                return;
            }
            var spec = new FormatSpec(
                    " ",
                    left ? '<' : '>',
                    flagged.contains("+") ? '+' : flagged.contains(" ") ? ' ' : '-',
                    flagged.contains("#"),
                    flagged.contains("0") && !left,
                    Math.abs(width == -1 ? 0 : width),
                    "",
                    precision,
                    type);
            made.append(converted(keyed == null ? next() : keyed, spec));
        }

        private Object keyed() {
            int end = format.indexOf(')', at);
            if (end < 0) {
                throw new TemplateException("incomplete format key");
            }
            if (!(values instanceof Map<?, ?> map)) {
                throw new TemplateException("format requires a mapping");
            }
            Object value = map.get(format.substring(at + 1, end));
            if (value == null) {
                throw new TemplateException("the format names a key that is not there");
            }
            at = end + 1;
            return value;
        }

        /// -1 where there is none.
        private int number() {
            if (at < format.length() && format.charAt(at) == '*') {
                at++;
                Object value = next();
                if (!Numbers.whole(value)) {
                    throw new TemplateException("* wants int");
                }
                return Numbers.cut(value);
            }
            int from = at;
            while (at < format.length() && Character.isDigit(format.charAt(at))) {
                at++;
            }
            return from == at ? -1 : Numbers.cut(Numbers.parsed(format.substring(from, at)));
        }

        private Object next() {
            if (values instanceof Tuple tuple) {
                if (used >= tuple.size()) {
                    throw new TemplateException("not enough arguments for format string");
                }
                return tuple.get(used++);
            }
            if (used++ > 0) {
                throw new TemplateException("not enough arguments for format string");
            }
            return values;
        }
    }

    private String converted(Object value, FormatSpec spec) {
        return switch (spec.type()) {
            case 's' -> spec.padded(spec.cut(escaped(rendering.text(value), value)), rendering.budget());
            case 'r', 'a' -> spec.padded(spec.cut(escaped(rendering.quoted(value), "")), rendering.budget());
            case 'c' -> spec.padded(character(value), rendering.budget());
            case 'd', 'i', 'u' -> spec.as('d').number(truncated(value), rendering.budget());
            case 'x', 'X', 'o' -> spec.number(whole(value), rendering.budget());
            case 'e', 'E', 'f', 'F', 'g', 'G' -> spec.number(Numbers.real(number(value)), rendering.budget());
            default ->
                throw new TemplateException("unsupported format character " + Quoted.of(String.valueOf(spec.type())));
        };
    }

    private String escaped(String text, Object value) {
        return escaping && !(value instanceof Markup) ? Markup.escaped(text).text() : text;
    }

    private static Object number(Object value) {
        if (!Numbers.number(Undefined.refused(value))) {
            throw new TemplateException("a number is required, not " + Values.type(value));
        }
        return value;
    }

    private Object truncated(Object value) {
        return number(value) instanceof Double ? Filters.named("int").apply(rendering, value, Arguments.NONE) : value;
    }

    private static Object whole(Object value) {
        if (!Numbers.whole(Undefined.refused(value))) {
            throw new TemplateException("an integer is required, not " + Values.type(value));
        }
        return value;
    }

    private String character(Object value) {
        if (Values.text(value)) {
            return rendering.text(value);
        }
        int point = Numbers.cut(whole(value));
        if (!Character.isValidCodePoint(point)) {
            throw new TemplateException("%c arg not in range(0x110000)");
        }
        return Character.toString(point);
    }
}
