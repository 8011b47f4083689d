package dev.sluice.jinja;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one value that templates may change: how a loop tells something to what follows it.
final class Namespace implements Attributed {
    private final Map<String, Object> members = new LinkedHashMap<>();

    void put(String name, Object value) {
        members.put(name, value);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return members.get(name);
    }

    @Override
    public String type() {
        return "Namespace";
    }

    Map<String, Object> members() {
        return members;
    }
}
