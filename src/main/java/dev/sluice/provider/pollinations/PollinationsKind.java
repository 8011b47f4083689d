package dev.sluice.provider.pollinations;

import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.openai.CompletionErrors;
import dev.sluice.provider.Provider;
import dev.sluice.provider.ProviderKind;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.KeyHeader;
import dev.sluice.upstream.UpstreamClient;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;

/// Kind `pollinations`: pictures by Pollinations' API without keys.
@Dependent
public final class PollinationsKind implements ProviderKind {
    private static final URI USUAL = URI.create("https://image.pollinations.ai");

    private final UpstreamClient client;
    private final Clock clock;

    @Inject
    public PollinationsKind(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "pollinations";
    }

    @Override
    public Provider open(String name, ProviderConfig config) {
        ProviderConfig own = config.baseUrl().isPresent() ? config : config.at(USUAL);
        return new PollinationsProvider(
                new Account(name, own, client, clock, KeyHeader.BEARER, CompletionErrors::read));
    }
}
