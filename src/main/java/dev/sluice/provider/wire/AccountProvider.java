package dev.sluice.provider.wire;

import dev.sluice.provider.Provider;

/// A provider that is one account at an upstream.
public abstract class AccountProvider implements Provider {
    protected final Account account;
    private final String kind;

    protected AccountProvider(Account account, String kind) {
        this.account = account;
        this.kind = kind;
    }

    @Override
    public final String name() {
        return account.name();
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final String address() {
        return account.base();
    }
}
