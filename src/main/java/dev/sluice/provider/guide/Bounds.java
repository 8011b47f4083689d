package dev.sluice.provider.guide;

import dev.sluice.exchange.Sampling;
import java.util.List;

/// How far a caller lets an answer go.
///
/// @param choices how many times the answer is wanted
/// @param tokens the most tokens that one choice may have
/// @param stops an answer ends before the first of these
record Bounds(int choices, long tokens, List<String> stops) {
    Bounds {
        stops = List.copyOf(stops);
    }

    static Bounds of(Sampling sampling) {
        long tokens = sampling.maxTokens() == null ? Long.MAX_VALUE : sampling.maxTokens();
        return new Bounds(
                sampling.choices(),
                tokens,
                sampling.stop().stream().filter(stop -> !stop.isEmpty()).toList());
    }

    /// `text` up to the first stop in it.
    String cut(String text) {
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop);
            if (at >= 0) {
                end = Math.min(end, at);
            }
        }
        return text.substring(0, end);
    }
}
