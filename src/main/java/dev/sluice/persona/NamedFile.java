package dev.sluice.persona;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file that a caller names by a word, in a folder of the operator's. The word cannot leave the folder.
///
/// @param name as the caller wrote it
/// @param extension what the file's name ends with, without the dot
record NamedFile(String name, String extension, byte[] bytes) {
    private static final int LONGEST_NAME = 200;

    /// The first file of that name, or what comes with the product.
    ///
    /// @param what the caller's word for such a file: the member that names it
    /// @param extensions in the order of preference
    /// @param largest bytes
    static Optional<NamedFile> find(Path folder, String what, String name, List<String> extensions, int largest) {
        requirePlain(what, name);
        for (String extension : extensions) {
            Optional<NamedFile> found = read(folder, what, name, extension, largest);
            if (found.isPresent()) {
                return found;
            }
        }
        return shipped(folderOf(what), name);
    }

    private static void requirePlain(String what, String name) {
        boolean plain = !name.isBlank()
                && name.length() <= LONGEST_NAME
                && !name.startsWith(".")
                && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || "/\\:".indexOf(c) >= 0);
        if (!plain) {
            throw refused(what, "must be a plain name, without a path.");
        }
    }

    private static Optional<NamedFile> read(Path folder, String what, String name, String extension, int largest) {
        try {
            Path file = folder.resolve(name + "." + extension);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            // a link may point anywhere
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw refused(what, "names a file outside of its folder.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(largest + 1);
                if (bytes.length > largest) {
                    throw refused(what, "names a file that is larger than " + largest + " bytes.");
                }
                return Optional.of(new NamedFile(name, extension, bytes));
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw refused(what, "names a file that cannot be read.");
        }
    }

    private static Optional<NamedFile> shipped(String folder, String name) {
        try (InputStream in = NamedFile.class.getResourceAsStream(folder + "/" + name + ".yaml")) {
            return in == null ? Optional.empty() : Optional.of(new NamedFile(name, "yaml", in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folderOf(String what) {
        return switch (what) {
            case "character" -> "characters";
            case "preset" -> "presets";
            default -> "templates";
        };
    }

    static RefusedException refused(String what, String reason) {
        return new RefusedException(Failure.invalid(what, "'" + what + "' " + reason, "invalid_value"));
    }
}
