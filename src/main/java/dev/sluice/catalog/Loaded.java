package dev.sluice.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The models that an operator made the default while the gateway runs, one for each type. Outlives a change of the
/// configuration, but no restart. Thread-safe.
public final class Loaded {
    private final Map<String, Model> byType = new ConcurrentHashMap<>();
    private volatile Optional<Model> last = Optional.empty();

    /// @param name as it was asked for
    /// @param type chat, image, embedding, speech, transcription or moderation
    /// @param provider the one that serves it
    public record Model(String name, String type, String provider) {}

    public void load(Model model) {
        byType.put(model.type(), model);
        last = Optional.of(model);
    }

    /// The one that was loaded last.
    public Optional<Model> last() {
        return last;
    }

    public Optional<Model> ofType(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /// The one of that name.
    public Optional<Model> named(String name) {
        return byType.values().stream()
                .filter(model -> model.name().equals(name))
                .findFirst();
    }

    public void unload(Model model) {
        byType.remove(model.type(), model);
        if (last.filter(model::equals).isPresent()) {
            last = byType.values().stream().findFirst();
        }
    }
}
