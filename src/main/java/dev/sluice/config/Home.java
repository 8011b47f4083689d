package dev.sluice.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where Sluice keeps its files and which file configures it.
///
/// @param folder what every default path starts from
/// @param file the configuration file
/// @param named whether somebody named the file, so that it must exist
record Home(Path folder, Path file, boolean named) {

    static Home of(ConfigInputs inputs) {
        Path user = Path.of(inputs.systemProperties().getOrDefault("user.home", ""));
        Path folder = first(
                        inputs.environment().get("SLUICE_HOME"),
                        inputs.environment().get(LegacyVariables.HOME),
                        inputs.systemProperties().get("sluice.home"),
                        inputs.jndi().get("home"))
                .map(name -> path(user, name))
                .orElse(user.resolve(".sluice"))
                .toAbsolutePath()
                .normalize();
        Optional<Path> file = first(
                        inputs.commandLine().get("config"),
                        inputs.environment().get("SLUICE_CONFIG"),
                        inputs.systemProperties().get("sluice.config"),
                        inputs.jndi().get("config"))
                .map(name -> path(user, name).toAbsolutePath().normalize());
        return new Home(folder, file.orElse(folder.resolve("sluice.yaml")), file.isPresent());
    }

    /// Whether a name from outside the file speaks of the home or the file, and not of a key.
    static boolean isMeantBy(String dotted) {
        return dotted.equals("home") || dotted.equals("config");
    }

    private static Path path(Path user, String name) {
        return name.equals("~") || name.startsWith("~/") ? Path.of(user + name.substring(1)) : Path.of(name);
    }

    private static Optional<String> first(@org.jspecify.annotations.Nullable String... names) {
        return Stream.of(names)
                .flatMap(Stream::ofNullable)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }
}
