package dev.sluice.config;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The maps whose entries are records, and the short ways to write them.
final class EntryMaps {
    static final Set<String> KEYS = Set.of("providers", "aliases", "prices");

    private EntryMaps() {}

    /// Unfolds a whole map written as one text, and aliases written as a plain list of their targets.
    static void unfold(Setting.Group tree, Consumer<Problem> problems) {
        KEYS.forEach(key -> tree.text(key)
                .filter(text -> text.text().strip().startsWith("{"))
                .ifPresent(text -> tree.put(List.of(key), YamlText.inline(text.text(), text.origin(), problems))));
        tree.group("aliases").ifPresent(aliases -> aliases.members().replaceAll((name, entry) -> alias(entry)));
    }

    private static Setting alias(Setting entry) {
        boolean whole =
                entry instanceof Setting.Text text && text.text().strip().startsWith("{");
        if (whole || entry.isNull() || entry instanceof Setting.Group) {
            return entry;
        }
        var group = Setting.Group.empty(entry.origin());
        group.put(List.of("targets"), entry);
        return group;
    }
}
