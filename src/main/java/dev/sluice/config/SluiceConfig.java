package dev.sluice.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The whole configuration, one component for each top-level key.
///
/// @param providers in the operator's order, which is the failover order; unmodifiable
/// @param probeLoopback true when the operator named no providers: local servers are then looked for
/// @param aliases in the operator's order; unmodifiable
/// @param prices model pattern to price, in the operator's order; unmodifiable
public record SluiceConfig(
        ServerConfig server,
        AuthConfig auth,
        DefaultsConfig defaults,
        LimitsConfig limits,
        Map<String, ProviderConfig> providers,
        @Key("") boolean probeLoopback,
        Map<String, AliasConfig> aliases,
        Map<String, PriceConfig> prices,
        EgressConfig egress,
        SearchConfig search,
        MediaConfig media,
        ImagesConfig images,
        ConversationsConfig conversations,
        FilesConfig files,
        CharactersConfig characters,
        ModelsConfig models,
        DataConfig data,
        ClusterConfig cluster,
        CacheConfig cache,
        DocsConfig docs,
        ErrorsConfig errors,
        LogConfig log,
        TelemetryConfig telemetry) {
    private static final String PROVIDER_NAME =
            "a provider's name must not be v1, . or .., nor hold / : ? # % \\ white space or control characters";

    public SluiceConfig {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
        prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
        var rules = Rules.of("");
        var names = providers.keySet();
        names.forEach(name -> rules.check(addressable(name), "providers." + name, PROVIDER_NAME)
                .check(first(name, names), "providers." + name, "differs from another provider only in its case"));
        aliases.keySet().forEach(name -> rules.check(ModelName.fits(name), "aliases." + name, ModelName.RULE));
        rules.done();
    }

    private static boolean addressable(String name) {
        return !name.equalsIgnoreCase("v1")
                && name.indexOf('/') < 0
                && name.indexOf(':') < 0
                && name.chars().noneMatch(Character::isWhitespace)
                && ModelName.fits(name);
    }

    private static boolean first(String name, Set<String> names) {
        return names.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name)
                .equals(name);
    }
}
