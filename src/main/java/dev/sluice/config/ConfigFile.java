package dev.sluice.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads the configuration file's text.
final class ConfigFile {
    private ConfigFile() {}

    /// The text; empty where the file is absent and may be.
    ///
    /// @throws ConfigException when it cannot be read, or is absent and must not be
    static Optional<String> text(Path file, boolean required) {
        try {
            if (!Files.exists(file)) {
                if (required) {
                    throw refused(file, "there is no such file");
                }
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                throw refused(file, "is not a file");
            }
            if (Files.size(file) > YamlText.MOST_CHARACTERS) {
                throw refused(file, "is larger than " + YamlText.MOST_CHARACTERS + " bytes");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException foreign) {
            throw refused(file, "is not UTF-8 text");
        } catch (IOException unreadable) {
            throw refused(file, "cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static ConfigException refused(Path file, String reason) {
        return new ConfigException(
                "The configuration cannot be used", List.of(new Problem(file.toString(), "", reason)));
    }
}
