package dev.sluice.provider.sdwebui;

import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.sdwebui.PictureReader;
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

/// Kind `sdwebui`: Stable Diffusion on the premises.
@Dependent
public final class SdwebuiKind implements ProviderKind {
    private final UpstreamClient client;
    private final Clock clock;

    @Inject
    public SdwebuiKind(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sdwebui";
    }

    /// The address of the API is taken for that of the host.
    @Override
    public Provider open(String name, ProviderConfig config) {
        String base = BaseUrl.required(name, config, name()).toString();
        ProviderConfig own = config.at(URI.create(base.replaceFirst("(?:/sdapi)?/v1$", "")));
        return new SdwebuiProvider(new Account(name, own, client, clock, KeyHeader.BEARER, PictureReader::refusal));
    }
}
