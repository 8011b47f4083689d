package dev.sluice.config;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What an operator probably meant by a key that is not known where it stands.
final class UnknownKey {
    private UnknownKey() {}

    /// A near name among the keys that may stand there; else where a key of this name may stand.
    static String hint(List<String> path, String key, Collection<String> known) {
        return NearestName.of(key, known)
                .map(near -> "; did you mean \"" + String.join(".", Keys.below(path, near)) + "\"?")
                .or(() -> elsewhere(key))
                .orElse("; known here: " + String.join(", ", known));
    }

    /// For names from outside the file, in their own spelling.
    static String hint(String dotted) {
        return NearestName.hint(
                dotted,
                Keys.paths().stream().map(path -> String.join(".", path)).toList());
    }

    private static java.util.Optional<String> elsewhere(String key) {
        String places = Keys.paths().stream()
                .filter(path -> path.getLast().equals(key.replace('_', '-')))
                .map(path -> '"' + String.join(".", path) + '"')
                .collect(Collectors.joining(" or "));
        return places.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of("; did you mean " + places + "?");
    }
}
