package dev.sluice.provider.azure;

import dev.sluice.config.ProviderConfig;
import dev.sluice.provider.Provider;
import dev.sluice.provider.ProviderKind;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.KeyHeader;
import dev.sluice.upstream.UpstreamClient;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;

/// Kind `azure`: the deployments of an Azure OpenAI resource.
@Dependent
public final class AzureKind implements ProviderKind {
    private static final KeyHeader KEY = new KeyHeader("api-key", "");

    private final UpstreamClient client;
    private final Clock clock;

    @Inject
    public AzureKind(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public Provider open(String name, ProviderConfig config) {
        AzureAddress address = AzureAddress.of(config.baseUrl()
                .orElseThrow(() -> new IllegalArgumentException("providers." + name
                        + ".base-url is missing: the kind azure needs one, such as"
                        + " https://my-resource.openai.azure.com")));
        if (address.lacksVersion()) {
            throw new IllegalArgumentException(
                    "providers." + name + ".base-url names a deployment and must end in ?api-version=...");
        }
        ProviderConfig own = config.at(URI.create(address.base()));
        return new AzureProvider(new Account(name, own, client, clock, KEY, AzureErrors::read), address);
    }
}
