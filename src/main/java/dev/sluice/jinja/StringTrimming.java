package dev.sluice.jinja;

import java.util.HashSet;
import java.util.function.IntPredicate;

/// Taking characters away at a string's ends, and filling up to a width.
final class StringTrimming {
    private StringTrimming() {}

    static String strip(Rendering rendering, String text, Arguments arguments) {
        IntPredicate goes = goes("strip", arguments);
        return fromEnd(fromStart(text, goes), goes);
    }

    static String stripStart(Rendering rendering, String text, Arguments arguments) {
        return fromStart(text, goes("lstrip", arguments));
    }

    static String stripEnd(Rendering rendering, String text, Arguments arguments) {
        return fromEnd(text, goes("rstrip", arguments));
    }

    private static IntPredicate goes(String function, Arguments arguments) {
        Given given = arguments.to(function, "chars");
        if (given.none("chars")) {
            return Space::is;
        }
        String characters = given.text("chars");
        if (characters.length() > 64) {
            var set = new HashSet<Integer>();
            characters.codePoints().forEach(set::add);
            return set::contains;
        }
        return c -> characters.indexOf(c) >= 0;
    }

    private static String fromStart(String text, IntPredicate goes) {
        int at = 0;
        while (at < text.length() && goes.test(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(at);
    }

    private static String fromEnd(String text, IntPredicate goes) {
        int end = text.length();
        while (end > 0 && goes.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    static String removePrefix(Rendering rendering, String text, Arguments arguments) {
        String prefix = arguments.to("removeprefix", "prefix").text("prefix");
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    static String removeSuffix(Rendering rendering, String text, Arguments arguments) {
        String suffix = arguments.to("removesuffix", "suffix").text("suffix");
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    static String padded(Rendering rendering, String text, Arguments arguments, char alignment) {
        Given given = arguments.to("center", "width", "fillchar");
        given.required("width");
        return padded(rendering.budget(), text, given.whole("width", 0), given.text("fillchar", " "), alignment);
    }

    /// @param alignment `<`, `>` or `^`
    static String padded(Budget budget, String text, int width, String fill, char alignment) {
        int missing = Math.max(0, width - Characters.count(text));
        if (missing == 0) {
            return text;
        }
        // where a text cannot stand in the middle, Python's `center` prefers the right for odd widths
        int before = switch (alignment) {
            case '<' -> 0;
            case '>' -> missing;
            default -> missing / 2 + (missing & width & 1);
        };
        budget.characters(text.length() + (long) missing * fill.length());
        return fill.repeat(before) + text + fill.repeat(missing - before);
    }

    static String zeroes(Rendering rendering, String text, Arguments arguments) {
        Given given = arguments.to("zfill", "width");
        given.required("width");
        int missing = given.whole("width", 0) - Characters.count(text);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String zeroes = rendering.budget().repeated("0", missing);
        return signed ? text.charAt(0) + zeroes + text.substring(1) : zeroes + text;
    }
}
