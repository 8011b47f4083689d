package dev.sluice.dialect.gemini;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The shapes that images may have: Google's models know ratios where OpenAI's know sizes.
record AspectRatio(int width, int height) {
    /// https://ai.google.dev/gemini-api/docs/imagen, read 2026-11-21.
    static final List<AspectRatio> IMAGEN = List.of(of(1, 1), of(3, 4), of(4, 3), of(9, 16), of(16, 9));

    /// https://ai.google.dev/gemini-api/docs/image-generation, read 2026-11-21.
    static final List<AspectRatio> GEMINI = List.of(
            of(1, 1), of(2, 3), of(3, 2), of(3, 4), of(4, 3), of(4, 5), of(5, 4), of(9, 16), of(16, 9), of(21, 9));

    private static final Pattern SIDES = Pattern.compile("(\\d{1,4})[x:](\\d{1,4})");

    private static AspectRatio of(int width, int height) {
        return new AspectRatio(width, height);
    }

    /// The one of `known` that is nearest to a size such as `1536x1024` or a ratio such as `3:2`; empty where the
    /// caller does not care.
    static Optional<AspectRatio> nearest(@Nullable String wish, List<AspectRatio> known) {
        Matcher sides = SIDES.matcher(String.valueOf(wish));
        if (!sides.matches()) {
            return Optional.empty();
        }
        double wanted = Math.log(Double.parseDouble(sides.group(1)) / Math.max(1, Double.parseDouble(sides.group(2))));
        return known.stream()
                .min(Comparator.comparingDouble(one -> Math.abs(Math.log((double) one.width / one.height) - wanted)));
    }

    @Override
    public String toString() {
        return width + ":" + height;
    }
}
