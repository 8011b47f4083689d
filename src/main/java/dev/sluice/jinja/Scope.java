package dev.sluice.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that a block knows: its own, then those around it.
final class Scope {
    private final Map<String, Object> own;
    private final @Nullable Scope around;

    Scope(Map<String, Object> own, @Nullable Scope around) {
        this.own = own;
        this.around = around;
    }

    Scope inner() {
        return new Scope(new HashMap<>(), this);
    }

    void put(String name, Object value) {
        own.put(name, value);
    }

    Object value(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            Object value = scope.own.get(name);
            if (value != null) {
                return value;
            }
        }
        return Undefined.name(name);
    }
}
