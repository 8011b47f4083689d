package dev.sluice.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `log`.
///
/// @param level one of [#LEVELS]; `warning` and `critical` are taken for `warn` and `error`
/// @param requests whether each request gets a line
/// @param format `text` or `json`
/// @param contents teams whose prompts and answers are kept
public record LogConfig(String level, boolean requests, String format, List<String> contents) {
    public static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");
    public static final List<String> FORMATS = List.of("text", "json");

    private static final Map<String, String> OTHER_WORDS = Map.of("warning", "warn", "critical", "error");

    public LogConfig {
        level = level.toLowerCase(Locale.ROOT);
        level = OTHER_WORDS.getOrDefault(level, level);
        contents = List.copyOf(contents);
        Rules.of("log")
                .oneOf("level", level, LEVELS)
                .oneOf("format", format, FORMATS)
                .done();
    }
}
