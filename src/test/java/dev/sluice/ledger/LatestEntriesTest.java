package dev.sluice.ledger;

import static dev.sluice.ledger.TestingEntries.NOON;
import static dev.sluice.ledger.TestingEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatestEntriesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final LatestEntries latest = new LatestEntries(2);

    private void add(String... requests) {
        for (String request : requests) {
            latest.add(entry(request, "api-key", NOON));
        }
    }

    private static List<String> names(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::requestId).toList();
    }

    @Test
    void theLastOnesAreKept() {
        add("a", "b", "c");
        assertThat(names(latest.all())).containsExactly("c", "b");
        assertThat(latest.count()).isEqualTo(3);
        latest.clear();
        assertThat(latest.all()).isEmpty();
    }

    @Test
    void oneWhoWaitsHearsOfTheNext() throws Exception {
        add("a");
        var heard = new CompletableFuture<LatestEntries.News>();
        Thread.ofVirtual().start(() -> {
            try {
                heard.complete(latest.after(1, LONG));
            } catch (InterruptedException e) {
                heard.completeExceptionally(e);
            }
        });
        add("b");
        LatestEntries.News news = heard.get(20, TimeUnit.SECONDS);
        assertThat(names(news.entries())).containsExactly("b");
        assertThat(news.count()).isEqualTo(2);
    }

    @Test
    void oneWhoIsSlowMissesWhatWasForgotten() throws InterruptedException {
        add("a", "b", "c");
        assertThat(names(latest.after(0, LONG).entries())).containsExactly("b", "c");
        latest.clear();
        add("d");
        assertThat(names(latest.after(0, LONG).entries())).containsExactly("d");
    }

    @Test
    void patienceEnds() throws InterruptedException {
        assertThat(latest.after(0, Duration.ofMillis(1)).entries()).isEmpty();
    }
}
