package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.InvalidSettingException.Fault;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes records of settings. Goes on after a problem, with the default in place of the wrong value, so that all
/// problems are found in one go. Confined to one load.
final class Binder {
    private final Setting.Group tree;
    private final boolean probeLoopback;
    private final Consumer<Problem> problems;

    Binder(Setting.Group tree, boolean probeLoopback, Consumer<Problem> problems) {
        this.tree = tree;
        this.probeLoopback = probeLoopback;
        this.problems = problems;
    }

    /// The whole configuration; null where it has problems of which there is no way around.
    @Nullable
    SluiceConfig bind(Setting.Group defaults) {
        return (SluiceConfig) group(SluiceConfig.class, List.of(), tree, defaults);
    }

    private @Nullable Object value(
            Type type, List<String> path, @Nullable Setting setting, @Nullable Setting standard) {
        Setting said = setting == null || setting.isNull() ? null : setting;
        if (type instanceof Class<?> known && known.isRecord()) {
            return group(known, path, said, standard);
        } else if (Keys.isMap(type)) {
            return entries(Keys.held(type), path, said, standard);
        } else if (type == ObjectNode.class) {
            return said == null ? JsonOf.nothing() : json(path, said);
        } else if (type.getTypeName().startsWith(List.class.getName() + "<")) {
            return list(path, said == null ? standard : said);
        } else if (type.getTypeName().startsWith(Optional.class.getName() + "<")) {
            boolean empty = said == null
                    || (said instanceof Setting.Text text && text.text().isBlank());
            return empty ? Optional.empty() : Optional.ofNullable(leaf(Keys.held(type), path, said, null));
        }
        return leaf(type, path, said, standard);
    }

    private @Nullable Object group(
            Class<?> type, List<String> path, @Nullable Setting setting, @Nullable Setting standard) {
        var said = group(path, setting);
        var keys = Keys.of(type);
        said.members().forEach((key, value) -> {
            if (!keys.containsKey(key)) {
                problems.accept(Problem.of(
                        value, Keys.below(path, key), "unknown key" + UnknownKey.hint(path, key, keys.keySet())));
            }
        });
        var values = new ArrayList<@Nullable Object>();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = Keys.key(component);
            values.add(
                    key.isEmpty()
                            ? (Object) probeLoopback
                            : value(
                                    component.getGenericType(),
                                    Keys.below(path, key),
                                    said.members().get(key),
                                    standard instanceof Setting.Group group
                                            ? group.members().get(key)
                                            : null));
        }
        return values.contains(null) ? null : record(type, path, values, standard);
    }

    private Setting.Group group(List<String> path, @Nullable Setting setting) {
        if (setting instanceof Setting.Group group) {
            return group;
        }
        var none = Setting.Group.empty(setting == null ? tree.origin() : setting.origin());
        if (setting instanceof Setting.Text text && text.text().strip().startsWith("{")) {
            return YamlText.inline(text.text(), text.origin(), problems);
        }
        if (setting != null) {
            problems.accept(Problem.of(setting, path, "must hold keys and values"));
        }
        return none;
    }

    private Map<String, Object> entries(
            Type held, List<String> path, @Nullable Setting setting, @Nullable Setting standard) {
        var entries = new LinkedHashMap<String, Object>();
        Setting each = standard instanceof Setting.Group group ? group.members().get("*") : null;
        group(path, setting).members().forEach((name, value) -> {
            if (value.isNull() && held == String.class) {
                problems.accept(Problem.of(value, Keys.below(path, name), "must not be empty"));
                return;
            }
            Object bound = value(held, Keys.below(path, name), value, each);
            if (bound != null) {
                entries.put(name, bound);
            }
        });
        return entries;
    }

    private List<String> list(List<String> path, @Nullable Setting setting) {
        return switch (setting) {
            case null -> List.of();
            case Setting.Text text
            when text.text().strip().startsWith("[") || text.text().isBlank() ->
                text.text().isBlank() ? List.of() : list(path, listed(path, text));
            case Setting.Text text ->
                Arrays.stream(text.text().split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
            case Setting.Items items ->
                items.items().stream().map(item -> item(path, item)).toList();
            case Setting.Group group -> {
                problems.accept(Problem.of(group, path, "must be a list"));
                yield List.of();
            }
        };
    }

    private Setting listed(List<String> path, Setting.Text text) {
        var group = YamlText.inline("list: " + text.text(), text.origin(), problems);
        return group.member("list").filter(Setting.Items.class::isInstance).orElseGet(() -> {
            problems.accept(Problem.of(text, path, "must be a list"));
            return new Setting.Items(List.of(), text.origin());
        });
    }

    private String item(List<String> path, Setting item) {
        if (item instanceof Setting.Text text && !text.isNull()) {
            return text.text();
        }
        problems.accept(Problem.of(item, path, "must hold texts only"));
        return "-";
    }

    private ObjectNode json(List<String> path, Setting setting) {
        return JsonOf.group(group(path, setting));
    }

    private @Nullable Object leaf(Type type, List<String> path, @Nullable Setting setting, @Nullable Setting standard) {
        boolean unsaid = setting == null
                || (type == Path.class
                        && setting instanceof Setting.Text text
                        && text.text().isBlank());
        if (!unsaid && setting instanceof Setting.Text text) {
            try {
                return LeafText.parse(type, text.text(), text.origin());
            } catch (IllegalArgumentException wrong) {
                String shown = text.shown() && type != URI.class && text.text().length() <= 80
                        ? ", not \"" + text.text() + "\""
                        : "";
                problems.accept(Problem.of(text, path, wrong.getMessage() + shown));
            }
        } else if (setting != null && !unsaid) {
            problems.accept(Problem.of(setting, path, "must be a single value"));
        }
        return standard instanceof Setting.Text text ? LeafText.parse(type, text.text(), text.origin()) : null;
    }

    /// Where the record refuses its values its defaults stand in, so that the search for problems can go on.
    private @Nullable Object record(
            Class<?> type, List<String> path, List<@Nullable Object> values, @Nullable Setting standard) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException thrown) {
            if (!(thrown.getCause() instanceof InvalidSettingException refused)) {
                throw new IllegalStateException(type + " cannot be made", thrown.getCause());
            }
            boolean entry = path.size() > 1 && EntryMaps.KEYS.contains(path.getFirst());
            refused.faults().forEach(fault -> problems.accept(located(entry ? path : List.of(), fault)));
            return path.isEmpty() || entry ? null : value(type, path, null, standard);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " cannot be made", impossible);
        }
    }

    /// Finds where a faulty key is written; the longest part of its path that is written somewhere counts.
    private Problem located(List<String> entry, Fault fault) {
        var path = new ArrayList<>(entry);
        Setting nearest = tree.at(entry).orElse(tree);
        String rest = fault.key();
        while (!rest.isEmpty()) {
            String key = rest;
            while (nearest instanceof Setting.Group group && group.member(key).isEmpty() && key.contains(".")) {
                key = key.substring(0, key.lastIndexOf('.'));
            }
            path.add(key);
            String found = key;
            nearest =
                    nearest instanceof Setting.Group group ? group.member(found).orElse(nearest) : nearest;
            rest = key.length() < rest.length() ? rest.substring(key.length() + 1) : "";
        }
        String place = nearest == tree ? "" : nearest.origin().place();
        return new Problem(place, String.join(".", path), fault.reason());
    }
}
