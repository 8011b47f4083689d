package dev.sluice.config;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the path that a name from outside the file speaks of, given the settings below it.
final class PathNames {
    private final Setting.Group tree;

    PathNames(Setting.Group tree) {
        this.tree = tree;
    }

    /// The path of a dotted name such as `limits.request-timeout`. An entry of a map may be new.
    Optional<List<String>> dotted(String name) {
        return dotted(SluiceConfig.class, List.of(), name);
    }

    /// Environment names of everything that exists, without `SLUICE_`, to the paths that share the name.
    Map<String, List<List<String>>> environment() {
        var names = new LinkedHashMap<String, List<List<String>>>();
        collect(SluiceConfig.class, List.of(), names);
        return names;
    }

    static String environmentName(List<String> path) {
        var name = new StringBuilder(String.join("_", path).toUpperCase(Locale.ROOT));
        for (int index = 0; index < name.length(); index++) {
            char letter = name.charAt(index);
            boolean kept = (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
            name.setCharAt(index, kept ? letter : '_');
        }
        return name.toString();
    }

    private Optional<List<String>> dotted(Class<?> type, List<String> path, String name) {
        for (var key : Keys.of(type).entrySet()) {
            Type held = key.getValue().getGenericType();
            var here = Keys.below(path, key.getKey());
            if (name.equals(key.getKey())) {
                return Keys.isRecord(held) ? Optional.empty() : Optional.of(here);
            }
            if (name.startsWith(key.getKey() + ".")) {
                String rest = name.substring(key.getKey().length() + 1);
                if (held instanceof Class<?> group && group.isRecord()) {
                    return dotted(group, here, rest);
                }
                return Keys.isMap(held) && !rest.isEmpty() ? entry(Keys.held(held), here, rest) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Names of entries may hold dots themselves: an entry that exists wins, the longest first.
    private Optional<List<String>> entry(Type held, List<String> path, String rest) {
        if (!(held instanceof Class<?> record) || !record.isRecord()) {
            return Optional.of(Keys.below(path, rest));
        }
        var known = entries(path);
        Optional<List<String>> fresh = Optional.empty();
        Optional<List<String>> existing = Optional.empty();
        for (int dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.', dot + 1)) {
            String name = rest.substring(0, dot);
            var found = dotted(record, Keys.below(path, name), rest.substring(dot + 1));
            existing = known.contains(name) && found.isPresent() ? found : existing;
            fresh = fresh.isPresent() ? fresh : found;
        }
        if (existing.isEmpty() && fresh.isEmpty() && record == AliasConfig.class) {
            return Optional.of(Keys.below(Keys.below(path, rest), "targets"));
        }
        return existing.isPresent() ? existing : fresh;
    }

    private void collect(Type type, List<String> path, Map<String, List<List<String>>> names) {
        if (type instanceof Class<?> group && group.isRecord()) {
            Keys.of(group)
                    .forEach((key, component) -> collect(component.getGenericType(), Keys.below(path, key), names));
            return;
        }
        names.computeIfAbsent(environmentName(path), name -> new ArrayList<>()).add(path);
        if (Keys.isMap(type)) {
            for (String entry : entries(path)) {
                var here = Keys.below(path, entry);
                if (Keys.held(type) == AliasConfig.class) {
                    names.computeIfAbsent(environmentName(here), name -> new ArrayList<>())
                            .add(Keys.below(here, "targets"));
                }
                collect(Keys.held(type), here, names);
            }
        }
    }

    private Set<String> entries(List<String> path) {
        var entries = new LinkedHashSet<String>();
        tree.at(path)
                .filter(Setting.Group.class::isInstance)
                .ifPresent(group ->
                        entries.addAll(((Setting.Group) group).members().keySet()));
        if (path.equals(List.of("providers"))) {
            Presets.all().forEach(preset -> {
                entries.add(preset.name());
                entries.addAll(preset.otherNames());
            });
        }
        return entries;
    }
}
