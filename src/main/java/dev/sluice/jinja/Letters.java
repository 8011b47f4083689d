package dev.sluice.jinja;

import java.util.Locale;

/// Upper and lower case as Python has them.
final class Letters {
    private Letters() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return titled(text.substring(0, first)) + lower(text.substring(first));
    }

    private static String titled(String letter) {
        int point = letter.codePointAt(0);
        String upper = upper(letter);
        return upper.length() > letter.length()
                ? capitalizedSpecial(upper)
                : Character.toString(Character.toTitleCase(point));
    }

    /// Letters such as `ß`, whose capital is two letters.
    private static String capitalizedSpecial(String upper) {
        return upper.charAt(0) + lower(upper.substring(1));
    }

    /// Each run of letters begins with a capital.
    static String title(String text) {
        var title = new StringBuilder(text.length());
        boolean inside = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            String letter = Character.toString(c);
            title.append(inside ? lower(letter) : titled(letter));
            inside = cased(c);
        }
        return title.toString();
    }

    static String swapped(String text) {
        var swapped = new StringBuilder(text.length());
        text.codePoints()
                .mapToObj(c -> Character.isUpperCase(c) ? lower(Character.toString(c)) : upper(Character.toString(c)))
                .forEach(swapped::append);
        return swapped.toString();
    }

    static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Letters::cased)
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isLower(String text) {
        return text.codePoints().anyMatch(Letters::cased)
                && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    private static boolean cased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }
}
