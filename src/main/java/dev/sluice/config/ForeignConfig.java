package dev.sluice.config;

import dev.sluice.config.imports.ForeignFile;
import dev.sluice.config.imports.ImportException;
import dev.sluice.config.imports.Imported;
import dev.sluice.config.imports.KnownVendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Other gateways' files: taken as the configuration as they stand, or turned into one.
public final class ForeignConfig {
    private static final ForeignFile FOREIGN = new ForeignFile(name -> Presets.named(name)
            .map(preset -> new KnownVendor(
                    preset.name(),
                    preset.kind(),
                    preset.baseUrl().toString(),
                    preset.keyVariables().stream().findFirst().orElse(""))));

    private ForeignConfig() {}

    /// A file's text in Sluice's words: one of llms.py is translated, any other is left as it is.
    static String inOwnWords(String text, Consumer<Notice> notices) {
        return FOREIGN.llms(text)
                .map(imported -> {
                    imported.remarks().forEach(remark -> notices.accept(Notice.warning("llms.json: " + remark)));
                    return imported.yaml();
                })
                .orElse(text);
    }

    /// Reads another gateway's file.
    ///
    /// @throws ConfigException where it cannot be read, or is of no gateway that is known here
    public static Imported read(Path file) {
        String text = ConfigFile.text(file, true).orElse("");
        try {
            return FOREIGN.read(text);
        } catch (ImportException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    /// Where the configuration would be read from.
    ///
    /// @return empty where there is a file already
    public static Optional<Path> free(ConfigInputs inputs) {
        Path file = Home.of(inputs).file();
        return Files.exists(file) ? Optional.empty() : Optional.of(file);
    }

    private static ConfigException refused(Path file, String reason) {
        return new ConfigException("The file cannot be imported", List.of(new Problem(file.toString(), "", reason)));
    }
}
