package dev.sluice.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The project's own page files.
final class TestingAssets {
    static final Path WEBAPP = Path.of("src/main/webapp");

    private TestingAssets() {}

    static Optional<byte[]> read(String path) {
        try {
            Path file = WEBAPP.resolve(path);
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pages pages() {
        return new Pages(TestingAssets::read, PageNames.DEFAULT);
    }
}
