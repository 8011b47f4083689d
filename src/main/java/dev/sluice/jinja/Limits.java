package dev.sluice.jinja;

/// How much a template may ask for. Time is bounded by `steps`: every expression, statement, list item and sixteen
/// characters of text made cost one.
///
/// @param sourceLength characters of the template itself
/// @param nesting how deep brackets and blocks may stand in each other in the template
/// @param depth how deep evaluation may go, through macros that call themselves, and how deep values may be nested
/// @param steps how much work one rendering may be
/// @param textLength characters of the output, and of any text on the way to it
/// @param rangeLength numbers in one `range`
/// @param integerBits size of the greatest whole number
public record Limits(
        int sourceLength, int nesting, int depth, long steps, int textLength, int rangeLength, int integerBits) {

    /// Far above what the templates of models need for the longest chat, and done within a second or two.
    public static final Limits STANDARD = new Limits(512 * 1024, 100, 600, 8_000_000, 16 * 1024 * 1024, 100_000, 8192);

    public Limits {
        if (sourceLength < 1
                || nesting < 1
                || depth < 1
                || steps < 1
                || textLength < 1
                || rangeLength < 1
                || integerBits < 64) {
            throw new IllegalArgumentException("limits of templates are positive, and numbers have 64 bits at least");
        }
    }

    public Limits withSteps(long fewer) {
        return new Limits(sourceLength, nesting, depth, fewer, textLength, rangeLength, integerBits);
    }

    public Limits withTextLength(int shorter) {
        return new Limits(sourceLength, nesting, depth, steps, shorter, rangeLength, integerBits);
    }
}
