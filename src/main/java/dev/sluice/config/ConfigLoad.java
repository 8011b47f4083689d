package dev.sluice.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One reading of the file and of all that lies over it. Used once.
final class ConfigLoad {
    private final Home home;
    private final ConfigInputs inputs;
    private final Set<String> kinds;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Notice> notices = new LinkedHashSet<>();
    private final Placeholders placeholders;

    ConfigLoad(Home home, ConfigInputs inputs, Set<String> kinds) {
        this.home = home;
        this.inputs = inputs;
        this.kinds = kinds;
        this.placeholders = new Placeholders(inputs.environment(), problems::add);
    }

    /// @param text the file's content; empty where there is no file
    /// @throws ConfigException with every problem that was found
    SluiceConfig run(Optional<String> text) {
        Path folder = Optional.ofNullable(home.file().getParent()).orElse(home.folder());
        var origin = new Origin(home.file().toString(), folder);
        var defaults = Presets.resource("defaults.yaml", new Origin("defaults", home.folder()));
        String own = ForeignConfig.inOwnWords(text.orElse(""), inputs.environment(), notices::add);
        var tree = YamlText.file(own, origin, placeholders::resolve, problems::add);
        EntryMaps.unfold(tree, problems::add);
        var layers = new Layers(tree, inputs, problems::add, notices::add);
        layers.lay();
        boolean chosen = tree.member("providers").isPresent();
        var entries = new ProviderEntries(inputs.environment(), kinds, origin, problems::add, notices::add);
        if (!chosen) {
            tree.put(List.of("providers"), entries.found());
        }
        tree.group("providers").ifPresent(providers -> {
            entries.complete(providers);
            layers.ignore(providers);
        });
        var config = new Binder(tree, !chosen, problems::add).bind(defaults);
        if (config == null || !problems.isEmpty()) {
            throw new ConfigException("The configuration cannot be used (" + home.file() + ")", distinct());
        }
        LaterFeatures.tell(tree, config, notices::add);
        UnknownProvider.tell(config, notices::add);
        return config;
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    /// Files besides the configuration file that values were taken from, and what they held.
    Map<Path, Optional<String>> files() {
        return placeholders.files();
    }

    private List<Problem> distinct() {
        return List.copyOf(new LinkedHashSet<>(problems));
    }
}
