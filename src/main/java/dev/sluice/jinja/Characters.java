package dev.sluice.jinja;

import java.util.ArrayList;
import java.util.List;

/// Strings as Python counts them: by code points, not by UTF-16 units.
final class Characters {
    private Characters() {}

    static List<Object> of(String text, Budget budget) {
        budget.spend(text.length());
        List<Object> characters = new ArrayList<>();
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Where the character of this number begins in the string.
    static int unit(String text, int index) {
        return text.offsetByCodePoints(0, index);
    }

    static String cut(String text, int from, int to) {
        int begin = unit(text, from);
        return text.substring(begin, text.offsetByCodePoints(begin, to - from));
    }

    /// Python's order, in which characters beyond the basic plane are the last.
    static int compare(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int at = 0; at < end; at++) {
            char l = left.charAt(at);
            char r = right.charAt(at);
            if (l != r) {
                boolean apart = Character.isSurrogate(l) != Character.isSurrogate(r);
                return apart ? (Character.isSurrogate(l) ? 1 : -1) : Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
