package dev.sluice.admin;

import java.util.List;

/// One provider, as a server's console shows it: `dev.sluice:type=Provider,context=/ai,name=groq`.
public interface ProviderMXBean {

    String getName();

    String getKind();

    /// Where requests go to; empty for a provider without an address.
    String getAddress();

    boolean isEnabled();

    /// `on`, `draining` (switched off, with requests still under way) or `off`.
    String getState();

    /// How many models it is known to have.
    int getModels();

    /// Why its list of models could not be read; empty when it could.
    String getModelsProblem();

    /// Models that are tried last for now, because they failed.
    List<String> getAvoidedModels();

    /// Requests under way now.
    int getOpenRequests();

    /// Requests sent to it since the start, those that failed included.
    long getRequests();

    long getFailures();

    /// The last failure's time and reason; empty when there was none.
    String getLastFailure();

    /// Takes it into use for requests that come from now on.
    void enable();

    /// Takes no new requests; those under way go on to their end. Holds until [#enable] or until the provider's
    /// `enabled` is edited.
    void disable();

    /// The same as [#disable], for who looks for it by this name.
    ///
    /// @return how many requests are still under way
    int drain();
}
