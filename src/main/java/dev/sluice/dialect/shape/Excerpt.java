package dev.sluice.dialect.shape;

/// The caller's own words inside a message: short, and nothing that a log or terminal would act upon.
final class Excerpt {
    private static final int LONGEST = 64;

    private Excerpt() {}

    static String of(String text) {
        int end = Math.min(text.length(), LONGEST);
        var excerpt = new StringBuilder(end + 3);
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            excerpt.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.length() > LONGEST ? excerpt.append("...").toString() : excerpt.toString();
    }
}
