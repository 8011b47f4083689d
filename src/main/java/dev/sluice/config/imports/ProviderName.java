package dev.sluice.config.imports;

import java.util.Locale;

/// Makes a provider's name of a foreign word.
final class ProviderName {
    private ProviderName() {}

    static String of(String word) {
        String name =
                word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() || name.equals("v1") ? "provider-" + name : name;
    }
}
