package dev.sluice.ledger;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Names that are unique over all nodes and sort by time.
final class EntryId {
    private static final HexFormat HEX = HexFormat.of();
    private static final int TIME_DIGITS = 12;

    private EntryId() {}

    static String at(Instant at) {
        return from(at) + HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /// What stands in front of the names of that moment and of all later ones.
    static String from(Instant at) {
        return HEX.toHexDigits(Math.max(0, at.toEpochMilli()), TIME_DIGITS);
    }
}
