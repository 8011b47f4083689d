package dev.sluice.app;

import dev.sluice.provider.ProviderKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The provider kinds that were found, by name.
final class Kinds {
    private final Map<String, ProviderKind> kinds = new LinkedHashMap<>();

    Kinds(Collection<ProviderKind> found) {
        for (ProviderKind kind : found) {
            ProviderKind other = kinds.putIfAbsent(kind.name(), kind);
            if (other != null) {
                throw new IllegalStateException("two provider kinds are named '" + kind.name() + "': "
                        + other.getClass().getName() + " and "
                        + kind.getClass().getName());
            }
        }
    }

    Set<String> names() {
        return Set.copyOf(kinds.keySet());
    }

    Optional<ProviderKind> named(String name) {
        return Optional.ofNullable(kinds.get(name));
    }
}
