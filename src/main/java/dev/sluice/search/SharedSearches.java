package dev.sluice.search;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The searches under way: who asks the same waits for the one who asked first. Thread-safe.
final class SharedSearches {
    private final ConcurrentMap<Search, CompletableFuture<List<SearchResult>>> under = new ConcurrentHashMap<>();

    /// Does the work, or waits for the one who does; when that one's caller goes away, the next does it.
    List<SearchResult> once(
            Search search, Patience patience, Cancellation cancellation, Supplier<List<SearchResult>> work) {
        while (true) {
            var mine = new CompletableFuture<List<SearchResult>>();
            var first = under.putIfAbsent(search, mine);
            if (first == null) {
                return lead(search, mine, work);
            }
            try {
                return follow(first, search.engine(), patience, cancellation);
            } catch (RefusedException e) {
                boolean leaderLeft = e.failure() instanceof Failure.Cancelled && !cancellation.cancelled();
                if (!leaderLeft) {
                    throw e;
                }
            }
        }
    }

    private List<SearchResult> lead(
            Search search, CompletableFuture<List<SearchResult>> mine, Supplier<List<SearchResult>> work) {
        try {
            List<SearchResult> results = work.get();
            under.remove(search, mine);
            mine.complete(results);
            return results;
        } catch (RuntimeException | Error e) {
            under.remove(search, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static List<SearchResult> follow(
            CompletableFuture<List<SearchResult>> first, String engine, Patience patience, Cancellation cancellation) {
        var copy = first.copy();
        var registration = cancellation.onCancel(() -> copy.cancel(false));
        try {
            return copy.get(patience.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new RefusedException(
                    new Failure.UpstreamBroken(
                            engine, "The search engine '" + engine + "' did not answer within search.timeout.", true),
                    e);
        } catch (CancellationException e) {
            throw new RefusedException(new Failure.Cancelled("The search was cancelled."), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(new Failure.Cancelled("The search was interrupted."), e);
        } finally {
            registration.close();
        }
    }
}
