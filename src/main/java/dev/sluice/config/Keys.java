package dev.sluice.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which keys a record has: the records themselves are the list of what may be configured.
final class Keys {
    private static final ClassValue<Map<String, RecordComponent>> OF = new ClassValue<>() {
        @Override
        protected Map<String, RecordComponent> computeValue(Class<?> type) {
            return read(type);
        }
    };

    private Keys() {}

    /// Key to component, in the record's order.
    static Map<String, RecordComponent> of(Class<?> type) {
        return OF.get(type);
    }

    private static Map<String, RecordComponent> read(Class<?> type) {
        var keys = new LinkedHashMap<String, RecordComponent>();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = key(component);
            if (!key.isEmpty()) {
                keys.put(key, component);
            }
        }
        return Collections.unmodifiableMap(keys);
    }

    /// The component's key; empty for a component that is none.
    static String key(RecordComponent component) {
        Key given = component.getAnnotation(Key.class);
        return given != null
                ? given.value()
                : component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// Every path that takes a value, `*` standing for the name of an entry.
    static List<List<String>> paths() {
        var paths = new ArrayList<List<String>>();
        collect(SluiceConfig.class, List.of(), paths);
        return paths;
    }

    static boolean isRecord(Type type) {
        return type instanceof Class<?> known && known.isRecord();
    }

    static boolean isMap(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
    }

    /// What a map, a list or an optional holds.
    static Type held(Type type) {
        Type[] held = ((ParameterizedType) type).getActualTypeArguments();
        return held[held.length - 1];
    }

    static List<String> below(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    private static void collect(Type type, List<String> path, List<List<String>> paths) {
        if (type instanceof Class<?> known && known.isRecord()) {
            of(known).forEach((key, component) -> collect(component.getGenericType(), below(path, key), paths));
        } else if (isMap(type) && isRecord(held(type))) {
            collect(held(type), below(path, "*"), paths);
        } else {
            paths.add(path);
        }
    }
}
