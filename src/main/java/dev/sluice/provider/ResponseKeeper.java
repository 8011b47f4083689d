package dev.sluice.provider;

/// A provider whose upstream may keep a copy of the responses that it gives.
public interface ResponseKeeper extends Provider {

    /// Has the upstream's copy deleted.
    ///
    /// @param id the upstream's own id of the response
    /// @throws dev.sluice.exchange.RefusedException where the upstream cannot be asked or has none
    void forget(String id);
}
