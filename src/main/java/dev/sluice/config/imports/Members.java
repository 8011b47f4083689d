package dev.sluice.config.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The members of an object in a foreign file; remembers which of them were asked for. Used by one thread.
final class Members {
    private final Map<?, ?> members;
    private final Set<String> asked = new LinkedHashSet<>();

    Members(Map<?, ?> members) {
        this.members = members;
    }

    /// Those of an object; none where the value is something else.
    static Members of(Object value) {
        return new Members(value instanceof Map<?, ?> map ? map : Map.of());
    }

    Optional<Object> value(String name) {
        asked.add(name);
        return Optional.ofNullable(members.get(name));
    }

    /// A scalar's text; empty where there is none, or nothing but blanks.
    Optional<String> text(String... names) {
        Optional<String> found = Optional.empty();
        for (String name : names) {
            Optional<String> text = value(name)
                    .filter(value -> !(value instanceof Map || value instanceof Iterable))
                    .map(value -> String.valueOf(value).strip())
                    .filter(value -> !value.isEmpty());
            found = found.or(() -> text);
        }
        return found;
    }

    Optional<BigDecimal> number(String name) {
        return text(name).flatMap(Members::decimal);
    }

    static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    Members members(String name) {
        return of(value(name).orElse(Map.of()));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (value(name).orElse(null) instanceof Iterable<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    /// All members by their names, in their order.
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            asked.add(String.valueOf(name));
            if (value != null) {
                all.put(String.valueOf(name), value);
            }
        });
        return all;
    }

    /// Knows the names, and has no use for them.
    void ignore(String... names) {
        asked.addAll(List.of(names));
    }

    /// The names that nobody asked for.
    List<String> unasked() {
        return members.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !asked.contains(name))
                .toList();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }
}
