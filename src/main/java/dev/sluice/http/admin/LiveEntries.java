package dev.sluice.http.admin;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.EventReply;
import dev.sluice.exchange.Usage;
import dev.sluice.ledger.LatestEntries;
import dev.sluice.ledger.LatestEntries.News;
import dev.sluice.ledger.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Requests as they end, until the one who watches goes away. One who reads slowly misses some.
final class LiveEntries implements EventReply {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final LatestEntries latest;
    private final Cancellation cancellation;
    private final Deque<LedgerEntry> waiting = new ArrayDeque<>();
    private long count;
    private boolean greeted;

    LiveEntries(LatestEntries latest, Cancellation cancellation) {
        this.latest = latest;
        this.cancellation = cancellation;
        count = latest.count();
    }

    @Override
    public @Nullable Step next() {
        if (!greeted) {
            greeted = true;
            return new Step.Silence();
        }
        if (waiting.isEmpty()) {
            try {
                News news = latest.after(count, PATIENCE);
                count = news.count();
                waiting.addAll(news.entries());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        if (cancellation.cancelled()) {
            return null;
        }
        LedgerEntry entry = waiting.poll();
        return entry == null
                ? new Step.Silence()
                : new Step.Message("", EntryRows.row(entry).toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean ready() {
        return !waiting.isEmpty();
    }

    @Override
    public Usage usage() {
        return Usage.NONE;
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
