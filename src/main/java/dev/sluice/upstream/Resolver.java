package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Finds the addresses of a host without ever waiting longer than told: the system's resolver cannot be interrupted, so
/// it runs on a few daemon threads of its own, which exist only while they are needed.
///
/// All who ask for one host wait for one lookup: a name whose server hangs holds one thread, however many ask.
final class Resolver implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 256;
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private final Lookup lookup;
    private final ThreadPoolExecutor threads;
    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();

    Resolver(Lookup lookup) {
        this.lookup = lookup;
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("upstream-dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// What really asks; may block for as long as it likes.
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    InetAddress[] resolve(String host, Deadline deadline, InFlight flight) throws UpstreamException {
        if (host.indexOf(':') >= 0 || IPV4.matcher(host).matches()) {
            return literal(host);
        }
        try {
            // a copy: giving up on it must not take the answer from the others who wait
            var answer = running.computeIfAbsent(host, this::begin).copy();
            flight.hold(() -> answer.cancel(false));
            return answer.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (CancellationException e) {
            throw flight.explain(null, Reason.CANCELLED, "the request was cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw flight.explain(null, Reason.CANCELLED, "the request was cancelled");
        } catch (TimeoutException e) {
            throw flight.explain(null, Reason.DNS, "the upstream's host name was not resolved in time");
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new UpstreamException(Reason.DNS, "the upstream's host name has no known address", e);
        }
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        var answer = new CompletableFuture<InetAddress[]>();
        threads.execute(() -> {
            try {
                answer.complete(lookup.addresses(host));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(new CompletionException(e));
            } finally {
                running.remove(host);
            }
        });
        return answer;
    }

    private static InetAddress[] literal(String host) throws UpstreamException {
        try {
            return new InetAddress[] {InetAddress.getByName(host)};
        } catch (UnknownHostException e) {
            throw new UpstreamException(Reason.DNS, "the upstream's address is not valid", e);
        }
    }

    /// Waits a moment for its threads; one that the system's resolver holds cannot be ended, and goes when that lets
    /// go.
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
