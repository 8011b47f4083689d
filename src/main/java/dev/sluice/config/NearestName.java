package dev.sluice.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that somebody probably meant.
final class NearestName {
    private NearestName() {}

    /// The known name with the fewest differing letters; empty when none is near.
    static Optional<String> of(String name, Collection<String> known) {
        String wanted = plain(name);
        int near = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - wanted.length()) <= near)
                .filter(candidate -> distance(wanted, plain(candidate)) <= near)
                .min(Comparator.comparingInt(candidate -> distance(wanted, plain(candidate))));
    }

    /// `; did you mean "x"?`, or nothing.
    static String hint(String name, Collection<String> known) {
        return of(name, known).map(near -> "; did you mean \"" + near + "\"?").orElse("");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Levenshtein's distance: how many letters must be put in, taken out or replaced.
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] line = new int[other.length() + 1];
            line[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                line[column] = Math.min(replaced, Math.min(above[column], line[column - 1]) + 1);
            }
            above = line;
        }
        return above[other.length()];
    }
}
