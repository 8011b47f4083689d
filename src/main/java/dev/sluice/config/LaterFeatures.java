package dev.sluice.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells an operator which of the keys that were set have no effect in this version.
final class LaterFeatures {
    private static final List<String> AREAS = List.of("models", "cluster", "cache", "log.contents", "telemetry");

    private LaterFeatures() {}

    static void tell(Setting.Group tree, SluiceConfig config, Consumer<Notice> notices) {
        AREAS.stream()
                .filter(area -> tree.at(List.of(area.split("\\.")))
                        .filter(LaterFeatures::says)
                        .isPresent())
                .forEach(area -> notices.accept(Notice.warning(area + ": not in this version, kept without effect")));
        config.aliases()
                .forEach((name, alias) -> strategy(alias)
                        .ifPresent(what -> notices.accept(Notice.warning("aliases." + name + ": " + what
                                + " not in this version, its targets are taken in order"))));
    }

    private static Optional<String> strategy(AliasConfig alias) {
        if (!alias.strategy().equals("ordered")) {
            return Optional.of("strategy " + alias.strategy() + " is");
        }
        return alias.when().isEmpty() ? Optional.empty() : Optional.of("conditions are");
    }

    private static boolean says(Setting setting) {
        return switch (setting) {
            case Setting.Text text -> !text.isNull() && !text.text().isBlank();
            case Setting.Items items -> !items.items().isEmpty();
            case Setting.Group group -> group.members().values().stream().anyMatch(LaterFeatures::says);
        };
    }
}
