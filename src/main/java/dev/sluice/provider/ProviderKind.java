package dev.sluice.provider;

import dev.sluice.config.ProviderConfig;

/// Makes providers of one kind. Implementations are CDI beans (`@Dependent` is enough: each is
/// made once), found by type.
public interface ProviderKind {

    /// The word that `providers.<name>.kind` holds: lower-case letters and digits.
    String name();

    /// Opens a provider. Must not block: an upstream that is down is found out when it is first asked.
    ///
    /// @throws IllegalArgumentException with one sentence for the operator, where the configuration lacks something
    Provider open(String name, ProviderConfig config);
}
