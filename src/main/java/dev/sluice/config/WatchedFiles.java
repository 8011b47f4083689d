package dev.sluice.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What some files held at one moment. Contents are compared, not times: those of a mounted file may not change.
///
/// @param contents nothing for a file that is absent or cannot be read
record WatchedFiles(Map<Path, Optional<String>> contents) {

    WatchedFiles with(Map<Path, Optional<String>> others) {
        var all = new LinkedHashMap<>(contents);
        all.putAll(others);
        return new WatchedFiles(all);
    }

    static WatchedFiles look(Collection<Path> files) {
        var contents = new LinkedHashMap<Path, Optional<String>>();
        files.forEach(file -> contents.put(file, content(file)));
        return new WatchedFiles(contents);
    }

    /// A file's bytes, one character for each: what is not UTF-8 must still be told apart. Nothing where it cannot be
    /// read.
    static Optional<String> content(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= YamlText.MOST_CHARACTERS
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Contents may be secrets.
    @Override
    public String toString() {
        return contents.keySet().toString();
    }
}
