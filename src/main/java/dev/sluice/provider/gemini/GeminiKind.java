package dev.sluice.provider.gemini;

import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.gemini.UpstreamErrors;
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

/// Kind `gemini`: Google's own API, not its imitation of OpenAI's.
@Dependent
public final class GeminiKind implements ProviderKind {
    private static final KeyHeader KEY = new KeyHeader("x-goog-api-key", "");
    private static final String IMITATION = "/openai";

    private final UpstreamClient client;
    private final Clock clock;

    @Inject
    public GeminiKind(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "gemini";
    }

    /// The address of the imitation is taken for that of the API below which it stands.
    @Override
    public Provider open(String name, ProviderConfig config) {
        String base = BaseUrl.required(name, config, name()).toString();
        ProviderConfig own = base.endsWith(IMITATION)
                ? config.at(URI.create(base.substring(0, base.length() - IMITATION.length())))
                : config;
        return new GeminiProvider(new Account(name, own, client, clock, KEY, UpstreamErrors::read));
    }
}
