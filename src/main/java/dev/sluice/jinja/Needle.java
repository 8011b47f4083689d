package dev.sluice.jinja;

/// A text that is looked for in others in linear time: what is looked for comes from strangers too.
final class Needle {
    private static final int SHORT = 16;

    private final String text;
    private final Budget budget;
    private final int[] borders;

    Needle(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
        budget.look(text.length());
        this.borders = text.length() <= SHORT ? new int[0] : borders(text);
    }

    int length() {
        return text.length();
    }

    int in(String hay, int from) {
        int found = text.length() <= SHORT ? hay.indexOf(text, from) : search(hay, from);
        budget.look((found < 0 ? hay.length() : found) - Math.min(from, hay.length()));
        return found;
    }

    /// The last one that ends at this place or before.
    int lastIn(String hay, int end) {
        if (text.length() <= SHORT) {
            budget.look(end);
            return hay.lastIndexOf(text, end - text.length());
        }
        int last = -1;
        for (int at = in(hay, 0); at >= 0 && at + text.length() <= end; at = in(hay, at + 1)) {
            last = at;
        }
        return last;
    }

    /// How often, without overlaps.
    int countIn(String hay) {
        int count = 0;
        for (int at = in(hay, 0); at >= 0; at = in(hay, at + text.length())) {
            count++;
        }
        return count;
    }

    private int search(String hay, int from) {
        int matched = 0;
        for (int at = from; at < hay.length(); at++) {
            char c = hay.charAt(at);
            while (matched > 0 && c != text.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (c == text.charAt(matched) && ++matched == text.length()) {
                return at - matched + 1;
            }
        }
        return -1;
    }

    /// For each beginning of the text the length of the longest one that is its end too.
    private static int[] borders(String text) {
        int[] borders = new int[text.length()];
        int length = 0;
        for (int at = 1; at < text.length(); at++) {
            while (length > 0 && text.charAt(at) != text.charAt(length)) {
                length = borders[length - 1];
            }
            if (text.charAt(at) == text.charAt(length)) {
                length++;
            }
            borders[at] = length;
        }
        return borders;
    }
}
