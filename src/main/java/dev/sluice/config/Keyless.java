package dev.sluice.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Switches off what llms.py would not ask either: providers of an `llms.json` whose key nobody has set. One on
/// this machine is asked without.
final class Keyless {
    private static final Pattern HERE = Pattern.compile("(?i)https?://(localhost|127\\.[\\d.]+|\\[::1])([:/].*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):}");

    private final Map<String, String> environment;
    private final Consumer<Notice> notices;

    Keyless(Map<String, String> environment, Consumer<Notice> notices) {
        this.environment = environment;
        this.notices = notices;
    }

    void switchOff(Map<String, Object> settings) {
        if (settings.get("providers") instanceof Map<?, ?> providers) {
            Map<String, Object> all = new LinkedHashMap<>();
            providers.forEach((name, entry) -> all.put(String.valueOf(name), provider(String.valueOf(name), entry)));
            settings.put("providers", all);
        }
    }

    private Object provider(String name, Object value) {
        if (!(value instanceof Map<?, ?> entry) || entry.containsKey("enabled")) {
            return value;
        }
        List<String> variables = variables(name, text(entry, "api-key"));
        if (variables.isEmpty()
                || variables.stream().anyMatch(this::set)
                || set("SLUICE_PROVIDERS_" + name.replaceAll("\\W", "_").toUpperCase(Locale.ROOT) + "_API_KEY")
                || here(name, text(entry, "base-url"))) {
            return value;
        }
        notices.accept(Notice.remark("llms.json: providers." + name + ": switched off, because "
                + String.join(" or ", variables) + " is not set"));
        Map<Object, Object> off = new LinkedHashMap<>(entry);
        off.put("enabled", false);
        return off;
    }

    private static String text(Map<?, ?> entry, String member) {
        Object value = entry.get(member);
        return value == null ? "" : String.valueOf(value);
    }

    private boolean set(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /// Those that may hold its key; empty where it has one, or needs none.
    private static List<String> variables(String name, String key) {
        Matcher named = VARIABLE.matcher(key);
        if (named.matches()) {
            return List.of(named.group(1));
        }
        return key.isEmpty() ? Presets.named(name).map(Preset::keyVariables).orElse(List.of()) : List.of();
    }

    private static boolean here(String name, String baseUrl) {
        String address = baseUrl.isEmpty()
                ? Presets.named(name).map(preset -> preset.baseUrl().toString()).orElse("")
                : baseUrl;
        return HERE.matcher(address).matches();
    }
}
