package dev.sluice.catalog;

import dev.sluice.config.ProviderConfig;
import dev.sluice.provider.ModelCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The names under which one provider's models are known: what it lists, less what the operator filters out,
/// plus what the operator maps. Immutable.
public final class ModelNames {
    private final ProviderConfig config;
    private final Map<String, ModelCard> listed = new LinkedHashMap<>();
    private final Map<String, String> byLastSegment = new LinkedHashMap<>();

    public ModelNames(ProviderConfig config, List<ModelCard> cards) {
        this.config = config;
        cards.stream()
                .filter(card -> config.includeModels()
                        .map(p -> p.matcher(card.id()).find())
                        .orElse(true))
                .filter(card -> !config.excludeModels()
                        .map(p -> p.matcher(card.id()).find())
                        .orElse(false))
                .forEach(card -> {
                    listed.putIfAbsent(card.id(), card);
                    byLastSegment.putIfAbsent(lastSegment(card.id()), card.id());
                });
    }

    /// The upstream's name for a public one: listed, mapped, or listed with that last path segment (any case).
    public Optional<String> upstreamName(String model) {
        if (listed.containsKey(model)) {
            return Optional.of(model);
        }
        String mapped = config.mapModels().get(model);
        if (mapped != null) {
            return Optional.of(mapped);
        }
        return model.indexOf('/') >= 0
                ? Optional.empty()
                : Optional.ofNullable(byLastSegment.get(model.toLowerCase(Locale.ROOT)));
    }

    /// Every public name with the card behind it: mapped names first, as the operator wrote them.
    public Map<String, ModelCard> publicNames() {
        Map<String, ModelCard> names = new LinkedHashMap<>();
        config.mapModels()
                .forEach((name, upstream) -> names.put(name, listed.getOrDefault(upstream, ModelCard.named(upstream))));
        names.putAll(listed);
        return names;
    }

    /// The model that the provider's bare name stands for.
    public Optional<String> defaultModel() {
        if (!config.defaultModel().isEmpty()) {
            return Optional.of(upstreamName(config.defaultModel()).orElse(config.defaultModel()));
        }
        return listed.values().stream()
                .filter(card -> card.type().equals("chat"))
                .map(ModelCard::id)
                .findFirst()
                .or(() -> config.mapModels().values().stream().findFirst());
    }

    /// The model that the provider's bare name stands for where no chat is asked for: `usual` where it is
    /// listed, else the first of that type.
    public Optional<String> defaultModel(String type, String usual) {
        return listed.containsKey(usual)
                ? Optional.of(usual)
                : listed.values().stream()
                        .filter(card -> card.type().equals(type))
                        .map(ModelCard::id)
                        .findFirst();
    }

    /// What is known of a model by its upstream's name.
    public Optional<ModelCard> card(String id) {
        return Optional.ofNullable(listed.get(id));
    }

    public List<ModelCard> cards() {
        return new ArrayList<>(listed.values());
    }

    private static String lastSegment(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
