package dev.sluice.jinja;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// Python's tuple.
final class Tuple extends AbstractList<Object> implements RandomAccess {
    private final List<Object> items;
    private final List<String> names;

    private Tuple(List<Object> items, List<String> names) {
        this.items = items;
        this.names = names;
    }

    /// A tuple whose parts have names too.
    static Tuple named(List<String> names, Object... items) {
        return new Tuple(List.of(items), names);
    }

    @Nullable
    Object attribute(String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : items.get(at);
    }

    static Tuple of(Object... items) {
        return new Tuple(List.of(items), List.of());
    }

    static Tuple of(List<Object> items) {
        return new Tuple(items, List.of());
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
