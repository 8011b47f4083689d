package dev.sluice.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A home directory with a configuration file, and all the other sources, for one test.
final class TestingConfig {
    static final Set<String> KINDS = Set.of("openai", "gemini", "ollama", "azure", "pollinations", "guide");

    final Path home;
    final Map<String, String> commandLine = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> jndi = new HashMap<>();

    TestingConfig(Path home) {
        this.home = home;
        environment.put("SLUICE_HOME", home.toString());
        properties.put("user.home", home.resolve("nobody").toString());
    }

    TestingConfig file(String text) {
        write(home.resolve("sluice.yaml"), text);
        return this;
    }

    TestingConfig env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ConfigInputs inputs() {
        return new ConfigInputs(commandLine, environment, properties, jndi);
    }

    ConfigStore open() {
        return ConfigStore.open(inputs(), KINDS);
    }

    SluiceConfig config() {
        try (var store = open()) {
            return store.current();
        }
    }

    ProviderConfig provider(String name) {
        return Objects.requireNonNull(config().providers().get(name), name);
    }

    List<String> notices() {
        try (var store = open()) {
            return store.notices().stream().map(Notice::text).toList();
        }
    }

    /// What is said of a configuration that cannot be used, without its first line's beginning.
    List<String> problems() {
        var refused = catchThrowableOfType(ConfigException.class, () -> open().close());
        return refused.problems().stream().map(Problem::toString).toList();
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
