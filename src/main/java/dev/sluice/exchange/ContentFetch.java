package dev.sluice.exchange;

import java.time.Duration;

/// Fetches what stands at an address that a caller gave. Thread-safe.
@FunctionalInterface
public interface ContentFetch {

    /// The bytes that the address names, as content that is here.
    ///
    /// @param patience the longest that everything together may take
    /// @throws RefusedException where the address may not be asked, or does not give an image
    Content fetch(String url, Duration patience, Cancellation cancellation);
}
