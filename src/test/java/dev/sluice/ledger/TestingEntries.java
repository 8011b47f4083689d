package dev.sluice.ledger;

import dev.sluice.exchange.Usage;
import dev.sluice.telemetry.Try;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// Rows for tests.
final class TestingEntries {
    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private TestingEntries() {}

    static LedgerEntry entry(String request, String caller, Instant at) {
        return new LedgerEntry(
                EntryId.at(at),
                request,
                at,
                caller,
                "POST",
                "/v1/chat/completions",
                true,
                "auto",
                "fake",
                "gpt-fake",
                200,
                "",
                new Usage(10, 5, 2, 1),
                false,
                new BigDecimal("0.000025"),
                12,
                345,
                List.of(
                        new Try("down", "gpt", "status 500", 7_000_000),
                        new Try("fake", "gpt-fake", null, 12_000_000)));
    }

    static LedgerEntry failed(String request, String caller, Instant at) {
        return new LedgerEntry(
                EntryId.at(at),
                request,
                at,
                caller,
                "POST",
                "/v1/chat/completions",
                false,
                "nothing",
                "",
                "",
                404,
                "",
                Usage.NONE,
                false,
                null,
                -1,
                1,
                List.of());
    }
}
