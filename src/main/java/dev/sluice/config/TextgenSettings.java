package dev.sluice.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The file `settings.yaml` of text-generation-webui, named by `--settings`: its keys that mean something here stand
/// over
/// the configuration file, and one line tells of the others.
final class TextgenSettings {
    /// Known on the command line only.
    static final String OPTION = "settings";

    private static final String DEBUG = "openai-debug";
    private static final Map<String, String> KEYS = Map.of(
            "openai-embedding_model", "defaults.embedding-model",
            "openai-port", "server.port",
            "image_model_menu", "defaults.image-model");

    private TextgenSettings() {}

    static void read(
            Map<String, String> commandLine,
            LegacyVariables.LayerTexts texts,
            Consumer<Notice> notices,
            Consumer<Problem> problems) {
        String named = commandLine.getOrDefault(OPTION, "");
        if (named.isBlank()) {
            return;
        }
        try {
            Path file = Path.of(named);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            var group = YamlText.inline(text, new Origin(named, Path.of("").toAbsolutePath()), problems);
            lay(group, named, texts, notices);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            problems.accept(new Problem("command line", OPTION, "the file " + named + " cannot be read"));
        }
    }

    private static void lay(
            Setting.Group group, String file, LegacyVariables.LayerTexts texts, Consumer<Notice> notices) {
        var unused = new TreeSet<String>();
        group.members().forEach((name, setting) -> {
            String value = setting instanceof Setting.Text text && !text.isNull() ? text.text() : "";
            if (KEYS.containsKey(name) && !value.isBlank() && !value.equals("None")) {
                texts.accept(file, KEYS.getOrDefault(name, ""), value);
            } else if (name.equals(DEBUG) && LegacyVariables.truth(value)) {
                texts.accept(file, "log.level", "debug");
            } else if (!List.of(DEBUG).contains(name) && !KEYS.containsKey(name)) {
                unused.add(name);
            }
        });
        if (!unused.isEmpty()) {
            notices.accept(Notice.remark(file + ": without effect here: " + String.join(", ", unused)));
        }
    }
}
