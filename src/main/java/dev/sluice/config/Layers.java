package dev.sluice.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lays what is said outside the file over what the file says, from the lowest layer to the highest. Confined to one
/// load.
final class Layers {
    /// Providers to switch off, separated by commas. Known on the command line only.
    static final String IGNORED_PROVIDERS = "ignored-providers";

    private static final String IGNORED_VARIABLE = "SLUICE_IGNORED_PROVIDERS";

    private static final String VARIABLE = "SLUICE_";
    private static final String PROPERTY = "sluice.";
    private static final Map<String, String> SHORT = Map.of(
            "API_KEY", "auth.api-key",
            "ADMIN_KEY", "auth.admin-key",
            "PORT", "server.port",
            "HOST", "server.host",
            "CLOUDFLARED", "server.public-api.cloudflared");

    private final Setting.Group tree;
    private final ConfigInputs inputs;
    private final Consumer<Problem> problems;
    private final Consumer<Notice> notices;
    private @Nullable Map<String, List<List<String>>> names;
    private final Path folder = Path.of("").toAbsolutePath();

    Layers(Setting.Group tree, ConfigInputs inputs, Consumer<Problem> problems, Consumer<Notice> notices) {
        this.tree = tree;
        this.inputs = inputs;
        this.problems = problems;
        this.notices = notices;
    }

    void lay() {
        TextgenSettings.read(
                inputs.commandLine(),
                (name, key, value) -> put(name, path(key).orElseThrow(), value),
                notices,
                problems);
        sorted(inputs.jndi()).forEach(key -> dotted("JNDI sluice/" + key.replace('.', '/'), key, inputs.jndi()));
        sorted(inputs.systemProperties()).stream()
                .filter(name -> name.startsWith(PROPERTY))
                .forEach(name -> property(name, name.substring(PROPERTY.length())));
        LegacyVariables.forEach(
                inputs.environment(), (name, key, value) -> put(name, path(key).orElseThrow(), value));
        LegacyVariables.explained(inputs.environment()).ifPresent(notices);
        sorted(inputs.environment()).stream()
                .filter(name -> name.startsWith(VARIABLE))
                .forEach(this::variable);
        sorted(inputs.commandLine()).forEach(this::option);
    }

    /// Switches off the providers that the command line says to ignore.
    void ignore(Setting.Group providers) {
        String ignored = inputs.commandLine()
                .getOrDefault(IGNORED_PROVIDERS, inputs.environment().getOrDefault(IGNORED_VARIABLE, ""));
        Arrays.stream(ignored.split("[,\\s]+"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> {
                    var meant = providers.members().keySet().stream()
                            .filter(name::equalsIgnoreCase)
                            .findFirst();
                    meant.flatMap(providers::group)
                            .ifPresentOrElse(
                                    entry -> entry.put(List.of("enabled"), text("--ignored-providers", "false")),
                                    () -> notices.accept(
                                            Notice.warning("--ignored-providers: there is no provider " + name)));
                });
    }

    private void property(String name, String key) {
        dotted(
                "system property " + name,
                key,
                Map.of(key, inputs.systemProperties().getOrDefault(name, "")));
    }

    private void dotted(String place, String key, Map<String, String> values) {
        if (!Home.isMeantBy(key)) {
            path(key)
                    .ifPresentOrElse(
                            path -> put(place, path, values.getOrDefault(key, "")),
                            () -> notices.accept(
                                    Notice.warning(place + ": unknown key, ignored" + UnknownKey.hint(key))));
        }
    }

    private void option(String key) {
        String place = "command line";
        if (key.equals("config") || key.equals(IGNORED_PROVIDERS) || key.equals(TextgenSettings.OPTION)) {
            return;
        }
        path(key)
                .ifPresentOrElse(
                        path -> put(place, path, inputs.commandLine().getOrDefault(key, "")),
                        () -> problems.accept(new Problem(place, key, "unknown key" + UnknownKey.hint(key))));
    }

    private void variable(String name) {
        String value = inputs.environment().getOrDefault(name, "");
        String rest = name.substring(VARIABLE.length());
        if (value.isBlank() || rest.equals("HOME") || rest.equals("CONFIG") || name.equals(IGNORED_VARIABLE)) {
            return;
        }
        var brief = Optional.ofNullable(SHORT.get(rest)).flatMap(this::path);
        if (brief.isPresent()) {
            // The long name says it more exactly.
            if (!inputs.environment().containsKey(VARIABLE + PathNames.environmentName(brief.get()))) {
                put(name, brief.get(), value);
            }
            return;
        }
        if (names == null) {
            names = new PathNames(tree).environment();
        }
        var paths = names.getOrDefault(rest, List.of());
        if (paths.isEmpty()) {
            notices.accept(Notice.warning(name + ": unknown variable, ignored"
                    + NearestName.hint(
                            name, names.keySet().stream().map(VARIABLE::concat).toList())));
            return;
        }
        if (paths.size() > 1) {
            notices.accept(Notice.warning(name + ": may mean "
                    + paths.stream().map(path -> String.join(".", path)).toList() + "; taken for the first"));
        }
        put(name, paths.getFirst(), value);
    }

    private Optional<List<String>> path(String dotted) {
        return new PathNames(tree).dotted(dotted);
    }

    private void put(String place, List<String> path, String value) {
        // A whole map brings other entries, which have names of their own.
        names = path.size() == 1 ? null : names;
        tree.put(path, text(place, value));
        EntryMaps.unfold(tree, problems);
    }

    private Setting.Text text(String place, String value) {
        return new Setting.Text(value, false, true, new Origin(place, folder));
    }

    /// Short names first: who sets a whole map is heard before who sets an entry of it.
    private static List<String> sorted(Map<String, String> names) {
        return names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
