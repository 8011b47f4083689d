package dev.sluice.ledger;

import dev.sluice.config.PriceConfig;
import dev.sluice.telemetry.RequestLog;
import dev.sluice.telemetry.Trail;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Enters each request that has ended into the list of the latest and, where it asked for a model, into the ledger.
/// Thread-safe.
public final class Bookkeeper implements RequestLog {
    /// Who looks at the list is not to fill it.
    private static final List<String> WATCHERS = List.of("/admin", "/api/logs", "/logs", "/assets/", "/health/");

    private final Ledger ledger;
    private final LatestEntries latest;
    private final Supplier<Map<String, PriceConfig>> prices;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(Map<String, PriceConfig> config, Prices prices) {}

    /// @param prices what the operator says now
    public Bookkeeper(
            Ledger ledger, LatestEntries latest, Supplier<Map<String, PriceConfig>> prices, InstantSource clock) {
        this.ledger = ledger;
        this.latest = latest;
        this.prices = prices;
        this.clock = clock;
    }

    @Override
    public void write(Trail trail, int status, String outcome) {
        LedgerEntry entry = LedgerEntry.of(trail, status, outcome, prices(), clock.instant());
        if (WATCHERS.stream().noneMatch(entry.path()::startsWith)) {
            latest.add(entry);
        }
        if (entry.counts()) {
            ledger.book(entry);
        }
    }

    private Prices prices() {
        Map<String, PriceConfig> config = prices.get();
        Known now = known;
        if (now == null || now.config() != config) {
            now = new Known(config, new Prices(config));
            known = now;
        }
        return now.prices();
    }
}
