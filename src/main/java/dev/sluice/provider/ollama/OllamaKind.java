package dev.sluice.provider.ollama;

import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.ollama.UpstreamErrors;
import dev.sluice.provider.Provider;
import dev.sluice.provider.ProviderKind;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.BaseUrl;
import dev.sluice.provider.wire.KeyHeader;
import dev.sluice.upstream.UpstreamClient;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;

/// Kind `ollama`: Ollama's own API, on premises or in its makers' cloud.
@Dependent
public final class OllamaKind implements ProviderKind {
    private final UpstreamClient client;
    private final Clock clock;
    private final KnownModels known = new KnownModels();

    @Inject
    public OllamaKind(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ollama";
    }

    /// The address of Ollama's imitation of OpenAI's API, or of its API itself, is taken for that of the host.
    @Override
    public Provider open(String name, ProviderConfig config) {
        String base = BaseUrl.required(name, config, name()).toString();
        ProviderConfig own = config.at(URI.create(base.replaceFirst("/(?:v1|api)$", "")));
        return new OllamaProvider(new Account(name, own, client, clock, KeyHeader.BEARER, UpstreamErrors::read), known);
    }
}
