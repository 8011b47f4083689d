package dev.sluice.ledger;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Names that are unique over all nodes and sort by time.
final class EntryId {
    private EntryId() {}

    static String at(Instant at) {
        return String.format(
                "%012x%016x", at.toEpochMilli(), ThreadLocalRandom.current().nextLong());
    }

    /// What stands in front of the names of that moment and of all later ones.
    static String from(Instant at) {
        return String.format("%012x", Math.max(0, at.toEpochMilli()));
    }
}
