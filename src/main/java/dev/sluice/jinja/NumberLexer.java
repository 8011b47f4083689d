package dev.sluice.jinja;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a number in a tag ends, and whether it is a whole one. Digits may be grouped by single underscores.
final class NumberLexer {
    private static final Pattern REAL = Pattern.compile(
            "(?:\\d++_)*+\\d++(?:(?:\\.\\d++(?:_\\d++)*+)?[eE][+-]?\\d++(?:_\\d++)*+|\\.\\d++(?:_\\d++)*+)");
    private static final Pattern WHOLE = Pattern.compile(
            "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[0-9a-fA-F])++|[1-9](?:_?\\d)*+|0(?:_?0)*+");

    private final int end;
    private final boolean real;

    NumberLexer(String source, int start) {
        // after a dot the digits are an index, as in `pair.0.name`
        boolean index = start > 0 && source.charAt(start - 1) == '.';
        Matcher reals = REAL.matcher(source).region(start, source.length());
        real = !index && reals.lookingAt();
        if (real) {
            end = reals.end();
        } else {
            Matcher wholes = WHOLE.matcher(source).region(start, source.length());
            end = wholes.lookingAt() ? wholes.end() : start + 1;
        }
    }

    int end() {
        return end;
    }

    boolean real() {
        return real;
    }
}
