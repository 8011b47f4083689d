package dev.sluice.provider.guide;

import dev.sluice.config.ProviderConfig;
import dev.sluice.provider.Provider;
import dev.sluice.provider.ProviderKind;
import jakarta.enterprise.context.Dependent;

/// The kind `guide`, which needs no setting.
@Dependent
public class GuideKind implements ProviderKind {

    @Override
    public String name() {
        return "guide";
    }

    @Override
    public Provider open(String name, ProviderConfig config) {
        return new GuideProvider(name);
    }
}
