package dev.sluice.provider.wire;

import dev.sluice.config.ProviderConfig;
import java.net.URI;

/// The address that an operator must give where a kind has none of its own.
public final class BaseUrl {
    private BaseUrl() {}

    /// @param name the provider's
    /// @throws IllegalArgumentException where there is none
    public static URI required(String name, ProviderConfig config, String kind) {
        return config.baseUrl()
                .orElseThrow(() -> new IllegalArgumentException(
                        "providers." + name + ".base-url is missing: the kind " + kind + " needs one"));
    }
}
