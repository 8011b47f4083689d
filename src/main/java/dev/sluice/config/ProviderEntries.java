package dev.sluice.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Completes what an operator wrote of a provider by what its preset knows, and checks kinds. Confined to one load.
final class ProviderEntries {
    static final Set<String> LATER = Set.of("anthropic", "sdwebui", "local");
    private static final Set<String> WITHOUT_VENDOR = Set.of("openai", "azure", "sdwebui");

    private final Map<String, String> environment;
    private final Set<String> kinds;
    private final Origin origin;
    private final Consumer<Problem> problems;
    private final Consumer<Notice> notices;

    ProviderEntries(
            Map<String, String> environment,
            Set<String> kinds,
            Origin origin,
            Consumer<Problem> problems,
            Consumer<Notice> notices) {
        this.environment = environment;
        this.kinds = kinds;
        this.origin = origin;
        this.problems = problems;
        this.notices = notices;
    }

    /// The providers for whose presets the environment holds a key.
    Setting.Group found() {
        var found = Setting.Group.empty(origin);
        Presets.all().stream()
                .filter(preset -> key(preset).isPresent())
                .forEach(preset -> found.put(List.of(preset.name()), Setting.Group.empty(origin)));
        return found;
    }

    void complete(Setting.Group providers) {
        providers.members().replaceAll((name, entry) -> entry.isNull() ? Setting.Group.empty(entry.origin()) : entry);
        providers.members().forEach((name, entry) -> {
            if (entry instanceof Setting.Group group) {
                complete(name, group);
            }
        });
    }

    private void complete(String name, Setting.Group entry) {
        Optional<Preset> preset = Presets.named(name);
        String kind = entry.text("kind")
                .map(Setting.Text::text)
                .orElseGet(() -> preset.map(Preset::kind).orElse("openai"));
        check(name, kind, entry);
        if (entry.member("kind").isEmpty()) {
            put(entry, "kind", kind);
        }
        Optional<Preset> same = preset.filter(known -> known.kind().equals(kind));
        if (entry.text("base-url")
                .map(Setting.Text::text)
                .filter(url -> !url.isBlank())
                .isEmpty()) {
            same.map(known -> known.baseUrl().toString())
                    .or(() -> BaseUrl.ofVendor(kind))
                    .ifPresentOrElse(url -> put(entry, "base-url", url), () -> missing(name, kind, entry));
        } else {
            entry.text("base-url")
                    .ifPresent(url ->
                            entry.put(List.of("base-url"), url.with(BaseUrl.normalised(url.text(), kind, same))));
        }
        if (entry.member("api-key").isEmpty()) {
            preset.flatMap(this::key).ifPresent(key -> put(entry, "api-key", key));
        }
    }

    private void check(String name, String kind, Setting.Group entry) {
        if (kinds.contains(kind)) {
            return;
        }
        if (LATER.contains(kind)) {
            notices.accept(Notice.warning(
                    "providers." + name + ": kind " + kind + " is not in this version; the provider is left out"));
            return;
        }
        var known = new TreeSet<>(kinds);
        known.addAll(LATER);
        Setting written = entry.member("kind").orElse(entry);
        problems.accept(Problem.of(
                written,
                List.of("providers", name, "kind"),
                "must be one of " + String.join(", ", known) + NearestName.hint(kind, known)));
    }

    private void missing(String name, String kind, Setting.Group entry) {
        if (WITHOUT_VENDOR.contains(kind)) {
            problems.accept(Problem.of(
                    entry,
                    List.of("providers", name, "base-url"),
                    "must be set, since " + name + " is not the name of a preset"
                            + NearestName.hint(
                                    name,
                                    Presets.all().stream().map(Preset::name).toList())));
        }
    }

    private Optional<String> key(Preset preset) {
        return preset.keyVariables().stream()
                .flatMap(variable -> Optional.ofNullable(environment.get(variable)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private void put(Setting.Group entry, String key, String value) {
        entry.put(List.of(key), new Setting.Text(value, false, false, entry.origin()));
    }
}
