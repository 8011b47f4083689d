package dev.sluice.provider.openai;

import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.openai.CompletionErrors;
import dev.sluice.provider.Provider;
import dev.sluice.provider.ProviderKind;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.KeyHeader;
import dev.sluice.upstream.UpstreamClient;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;

/// Kind `openai`: every upstream that speaks OpenAI's API.
@Dependent
public final class OpenAiKind implements ProviderKind {
    private final UpstreamClient client;
    private final Clock clock;

    @Inject
    public OpenAiKind(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Provider open(String name, ProviderConfig config) {
        if (config.baseUrl().isEmpty()) {
            throw new IllegalArgumentException("providers." + name + ".base-url is missing: the kind openai needs one");
        }
        return new OpenAiProvider(new Account(name, config, client, clock, KeyHeader.BEARER, CompletionErrors::read));
    }
}
