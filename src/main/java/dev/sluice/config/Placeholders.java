package dev.sluice.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts in what `${NAME}`, `${NAME:default}` and `${file:/path}` stand for. What is put in is never looked at again.
/// `$${` is a plain `${`. Confined to one load.
final class Placeholders {
    private static final Pattern PLACE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final Consumer<Problem> problems;
    private final Map<Path, Optional<String>> files = new LinkedHashMap<>();

    Placeholders(Map<String, String> environment, Consumer<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /// The files that were asked for and what they held.
    Map<Path, Optional<String>> files() {
        return files;
    }

    Setting.Text resolve(Setting.Text text, List<String> path) {
        if (text.text().indexOf("${") < 0) {
            return text;
        }
        var result = new StringBuilder();
        Matcher places = PLACE.matcher(text.text());
        boolean replaced = false;
        while (places.find()) {
            String inside = places.group(1);
            String value = "${";
            if (inside != null) {
                replaced = true;
                value = places.group().endsWith("}")
                        ? value(inside, text, path)
                        : refused(text, path, "a ${ has no } after it");
            }
            places.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        places.appendTail(result);
        return new Setting.Text(result.toString(), text.plain(), !replaced, text.origin());
    }

    private String value(String inside, Setting.Text text, List<String> path) {
        if (inside.startsWith(FILE)) {
            return content(inside.substring(FILE.length()).strip(), text, path);
        }
        int colon = inside.indexOf(':');
        String name = (colon < 0 ? inside : inside.substring(0, colon)).strip();
        if (!NAME.matcher(name).matches()) {
            return refused(text, path, "${" + name + "} is not the name of an environment variable");
        }
        Optional<String> value = Optional.ofNullable(environment.get(name));
        if (value.isEmpty() && colon < 0) {
            return refused(
                    text,
                    path,
                    "the environment variable " + name + " is not set; ${" + name + ":default} gives a default");
        }
        return value.orElseGet(() -> inside.substring(colon + 1));
    }

    private String content(String name, Setting.Text text, List<String> path) {
        Path file = text.origin().folder().resolve(name).toAbsolutePath().normalize();
        var content = files.computeIfAbsent(file, WatchedFiles::content);
        return content.map(bytes -> new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .map(String::stripTrailing)
                .orElseGet(() -> refused(text, path, "the file " + file + " cannot be read or is too large"));
    }

    private String refused(Setting.Text text, List<String> path, String reason) {
        problems.accept(Problem.of(text, path, reason));
        return "";
    }
}
