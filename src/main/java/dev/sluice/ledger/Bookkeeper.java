package dev.sluice.ledger;

import dev.sluice.telemetry.RequestLog;
import dev.sluice.telemetry.Trail;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Enters each request that has ended into the list of the latest and, where it asked for a model, into the ledger.
/// Thread-safe.
public final class Bookkeeper implements RequestLog {
    /// Who looks at the list is not to fill it.
    private static final List<String> WATCHERS =
            List.of("/admin", "/api/logs", "/logs", "/assets/", "/favicon", "/health/");

    private final Ledger ledger;
    private final LatestEntries latest;
    private final Supplier<Prices> prices;
    private final InstantSource clock;

    /// @param prices what the operator says now
    public Bookkeeper(Ledger ledger, LatestEntries latest, Supplier<Prices> prices, InstantSource clock) {
        this.ledger = ledger;
        this.latest = latest;
        this.prices = prices;
        this.clock = clock;
    }

    @Override
    public void write(Trail trail, int status, String outcome) {
        LedgerEntry entry = LedgerEntry.of(trail, status, outcome, prices.get(), clock.instant());
        if (WATCHERS.stream().noneMatch(entry.path()::startsWith)) {
            latest.add(entry);
        }
        if (entry.counts()) {
            ledger.book(entry);
        }
    }
}
