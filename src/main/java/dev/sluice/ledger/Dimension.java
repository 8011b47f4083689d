package dev.sluice.ledger;

import java.util.Locale;

/// What usage can be told by.
public enum Dimension {
    /// The day in UTC, as `2026-01-31`.
    DAY,
    PROVIDER,
    /// The model that answered by its provider's name of it; the caller's word where none did.
    MODEL,
    CALLER;

    /// Its name in addresses and answers.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
