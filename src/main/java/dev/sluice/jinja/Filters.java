package dev.sluice.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All filters by name.
final class Filters {
    private static final Map<String, Filter> ALL = all();

    private Filters() {}

    private static Map<String, Filter> all() {
        Map<String, Filter> all = new HashMap<>(TextFilters.ALL);
        all.putAll(LayoutFilters.ALL);
        all.putAll(ValueFilters.ALL);
        all.putAll(ListFilters.ALL);
        all.putAll(OrderFilters.ALL);
        all.putAll(PickFilters.ALL);
        return Map.copyOf(all);
    }

    static boolean known(String name) {
        return ALL.containsKey(name);
    }

    static Filter named(String name) {
        @Nullable Filter filter = ALL.get(name);
        if (filter == null) {
            throw new TemplateException("No filter named " + Quoted.of(name) + ".");
        }
        return filter;
    }
}
