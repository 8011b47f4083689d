package dev.sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The vendors and programs whose addresses are known, from `presets.yaml`.
public final class Presets {
    private static final List<Preset> ALL = read();

    private Presets() {}

    /// All of them; the order in which they become providers where none is configured.
    public static List<Preset> all() {
        return ALL;
    }

    /// The one of this name, in any case.
    public static Optional<Preset> named(String name) {
        return ALL.stream().filter(preset -> preset.isCalled(name)).findFirst();
    }

    /// The one that an account belongs to, by its name or else by its address.
    public static Optional<Preset> of(String provider, URI address) {
        return named(provider)
                .or(() -> ALL.stream()
                        .filter(preset -> preset.baseUrl().equals(address))
                        .findFirst());
    }

    /// Where local servers are looked for when no providers are configured: name to address.
    public static Map<String, URI> loopback() {
        var addresses = new LinkedHashMap<String, URI>();
        ALL.stream().filter(Preset::loopback).forEach(preset -> addresses.put(preset.name(), preset.baseUrl()));
        return Collections.unmodifiableMap(addresses);
    }

    private static List<Preset> read() {
        var rows = resource("presets.yaml");
        return rows.members().entrySet().stream()
                .map(row -> preset(row.getKey(), (Setting.Group) row.getValue()))
                .toList();
    }

    private static Preset preset(String name, Setting.Group row) {
        return new Preset(
                name,
                list(row, "also"),
                row.text("kind").map(Setting.Text::text).orElse("openai"),
                URI.create(row.text("base-url").orElseThrow().text()),
                list(row, "keys"),
                row.text("loopback").isPresent(),
                row.text("quota").map(Setting.Text::text).orElse(""),
                row.text("sound-addresses").isPresent());
    }

    private static List<String> list(Setting.Group row, String key) {
        return row.member(key).stream()
                .flatMap(items -> ((Setting.Items) items).items().stream())
                .map(item -> ((Setting.Text) item).text())
                .toList();
    }

    /// A YAML file that belongs to the program.
    static Setting.Group resource(String name) {
        return resource(name, new Origin(name, java.nio.file.Path.of("")));
    }

    static Setting.Group resource(String name, Origin origin) {
        try (InputStream bytes = Presets.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return YamlText.inline(text, origin, problem -> {
                throw new IllegalStateException(name + ": " + problem);
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
