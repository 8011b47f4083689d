package dev.sluice.provider.anthropic;

import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.anthropic.MessageErrors;
import dev.sluice.provider.Provider;
import dev.sluice.provider.ProviderKind;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.KeyHeader;
import dev.sluice.upstream.UpstreamClient;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;

/// Kind `anthropic`: every upstream that speaks Anthropic's API.
@Dependent
public final class AnthropicKind implements ProviderKind {
    private static final KeyHeader KEY = new KeyHeader("x-api-key", "");

    private final UpstreamClient client;
    private final Clock clock;

    @Inject
    public AnthropicKind(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Provider open(String name, ProviderConfig config) {
        if (config.baseUrl().isEmpty()) {
            throw new IllegalArgumentException(
                    "providers." + name + ".base-url is missing: the kind anthropic needs one");
        }
        return new AnthropicProvider(new Account(name, config, client, clock, KEY, MessageErrors::read));
    }
}
