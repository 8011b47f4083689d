package dev.sluice.jinja;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Python's `'{}'.format(...)`.
final class BraceFormat {
    private static final Pattern SPEC = Pattern.compile(
            "(?:(.)?([<>=^]))?([+\\- ])?(#)?(0)?(\\d++)?([,_])?(?:\\.(\\d++))?([a-zA-Z%])?", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("([^.\\[]*)((?:\\.[^.\\[]+|\\[[^\\]]+\\])*+)");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]");

    private final Rendering rendering;
    private int used;

    BraceFormat(Rendering rendering) {
        this.rendering = rendering;
    }

    String apply(String format, Arguments arguments) {
        return filled(format, arguments, 2);
    }

    private String filled(String format, Arguments arguments, int levels) {
        if (levels == 0) {
            throw new TemplateException("Max string recursion exceeded");
        }
        var made = new Output(rendering.budget());
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            if ((c == '{' || c == '}') && at + 1 < format.length() && format.charAt(at + 1) == c) {
                made.append(String.valueOf(c));
                at += 2;
            } else if (c == '{') {
                int end = closing(format, at);
                made.append(field(format.substring(at + 1, end), arguments, levels));
                at = end + 1;
            } else if (c == '}') {
                throw new TemplateException("Single '}' encountered in format string");
            } else {
                int next = next(format, at);
                made.append(format.substring(at, next));
                at = next;
            }
        }
        return made.toString();
    }

    private static int next(String format, int from) {
        int at = from;
        while (at < format.length() && format.charAt(at) != '{' && format.charAt(at) != '}') {
            at++;
        }
        return at;
    }

    private static int closing(String format, int open) {
        int depth = 0;
        for (int at = open; at < format.length(); at++) {
            char c = format.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new TemplateException("expected '}' before end of string");
    }

    private String field(String field, Arguments arguments, int levels) {
        int colon = field.indexOf(':');
        String name = colon < 0 ? field : field.substring(0, colon);
        int bang = name.indexOf('!');
        char conversion = bang >= 0 && bang + 1 < name.length() ? name.charAt(bang + 1) : ' ';
        Object value = value(bang < 0 ? name : name.substring(0, bang), arguments);
        String spec = colon < 0 ? "" : filled(field.substring(colon + 1), arguments, levels - 1);
        return switch (conversion) {
            case 'r' -> formatted(rendering.quoted(value), spec);
            case 's' -> formatted(rendering.text(value), spec);
            default -> formatted(value, spec);
        };
    }

    private Object value(String name, Arguments arguments) {
        Matcher field = FIELD.matcher(name);
        if (!field.matches()) {
            throw new TemplateException("the format has a malformed field");
        }
        String first = field.group(1);
        boolean index = !first.isEmpty() && first.chars().allMatch(Character::isDigit);
        Object value = first.isEmpty() || index
                ? positional(first.isEmpty() ? used++ : Numbers.cut(Numbers.parsed(first)), arguments)
                : named(first, arguments);
        for (Matcher step = STEP.matcher(field.group(2)); step.find(); ) {
            String key = step.group(2);
            boolean number = key != null && key.chars().allMatch(Character::isDigit);
            value = key == null
                    ? rendering.attributes().attribute(value, step.group(1))
                    : rendering.attributes().item(value, number ? Numbers.parsed(key) : key);
        }
        return value;
    }

    private static Object positional(int index, Arguments arguments) {
        if (index >= arguments.positional().size()) {
            throw new TemplateException("Replacement index " + index + " out of range for positional args tuple");
        }
        return arguments.positional().get(index);
    }

    private static Object named(String name, Arguments arguments) {
        Object value = arguments.named().get(name);
        if (value == null) {
            throw new TemplateException("the format names an argument that is not there");
        }
        return value;
    }

    private String formatted(Object value, String text) {
        if (text.isEmpty()) {
            return rendering.text(value);
        }
        Matcher parts = SPEC.matcher(text);
        if (!parts.matches()) {
            throw new TemplateException("Invalid format specifier");
        }
        boolean number = Numbers.number(value) && !(value instanceof Boolean && parts.group(9) == null);
        char align =
                parts.group(2) == null ? (number ? '>' : '<') : parts.group(2).charAt(0);
        boolean zeroes = parts.group(5) != null && parts.group(2) == null;
        var spec = new FormatSpec(
                parts.group(1) != null ? parts.group(1) : parts.group(5) != null ? "0" : " ",
                align,
                parts.group(3) == null ? '-' : parts.group(3).charAt(0),
                parts.group(4) != null,
                zeroes && number,
                whole(parts.group(6), 0),
                parts.group(7) == null ? "" : parts.group(7),
                whole(parts.group(8), -1),
                parts.group(9) == null ? ' ' : parts.group(9).charAt(0));
        if (!number) {
            return spec.padded(spec.cut(rendering.text(value)), rendering.budget());
        }
        boolean real = "eEfFgG%".indexOf(spec.type()) >= 0;
        return spec.number(real ? (Object) Numbers.real(value) : value, rendering.budget());
    }

    private static int whole(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Numbers.cut(Numbers.parsed(digits));
    }
}
