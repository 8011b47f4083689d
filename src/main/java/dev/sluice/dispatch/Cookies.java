package dev.sluice.dispatch;

import java.net.URI;

/// Finds the cookies that a caller has uploaded for an address. Thread-safe.
@FunctionalInterface
public interface Cookies {
    Cookies NONE = (owner, address) -> "";

    /// The value of the header `Cookie`; empty where there is nothing to send.
    ///
    /// @throws dev.sluice.exchange.RefusedException where they cannot be looked up
    String of(String owner, URI address);
}
