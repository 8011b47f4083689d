package dev.sluice.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Configurations of providers, as far as names of models go.
public final class TestingProviders {
    private TestingProviders() {}

    public static ProviderConfig with(
            List<String> models,
            String defaultModel,
            @Nullable String include,
            @Nullable String exclude,
            Map<String, String> mapped,
            boolean strict,
            boolean enabled) {
        return new ProviderConfig(
                "openai",
                Optional.empty(),
                Secret.NONE,
                models,
                defaultModel,
                Optional.ofNullable(include).map(Pattern::compile),
                Optional.ofNullable(exclude).map(Pattern::compile),
                mapped,
                strict,
                Optional.empty(),
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                false,
                1,
                enabled);
    }

    public static ProviderConfig strict() {
        return with(List.of(), "", null, null, Map.of(), true, true);
    }

    public static ProviderConfig off() {
        return with(List.of("m"), "", null, null, Map.of(), false, false);
    }

    public static ProviderConfig mapping(Map<String, String> mapped) {
        return with(List.of(), "", null, null, mapped, false, true);
    }
}
