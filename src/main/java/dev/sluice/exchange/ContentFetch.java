package dev.sluice.exchange;

import java.time.Duration;

/// Fetches what stands at an address that a caller gave. Thread-safe.
@FunctionalInterface
public interface ContentFetch {

    /// The bytes that the address names, as content that is here.
    ///
    /// @param patience the longest that everything together may take
    /// @throws RefusedException where the address may not be asked, or does not give what is wanted
    Content fetch(Wanted wanted, String url, Duration patience, Cancellation cancellation);

    /// What is to stand at an address.
    enum Wanted {
        IMAGE("image"),
        AUDIO("sound"),
        FILE("file");

        private final String word;

        Wanted(String word) {
            this.word = word;
        }

        /// What callers are told that it is.
        public String word() {
            return word;
        }
    }
}
