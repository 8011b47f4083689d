package dev.sluice.http;

import dev.sluice.exchange.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The virtual threads that serve requests, and the calls that they are serving.
///
/// Thread-safe. [#close] cancels what is running and, after a moment of grace, ends the connections of callers that do
/// not read, so that an undeployed application leaves no thread behind.
public final class Serving implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");
    private static final Duration GRACE = Duration.ofSeconds(3);
    static final Failure STOPPING =
            new Failure.Unavailable("sluice", "The gateway is being stopped; try again in a moment.");

    /// Why a generation ends whose caller asked for its end: what was said until then is the answer.
    static final Failure STOPPED = new Failure.Cancelled("The generation was stopped on request.");

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final Map<Call, Thread> servedBy = new ConcurrentHashMap<>();
    private final Executor threads;
    private volatile boolean closed;

    /// Serves on virtual threads of our own.
    public Serving() {
        this(work -> Thread.ofVirtual().name("sluice-request").start(work));
    }

    /// @param threads what gives each request its thread
    public Serving(Executor threads) {
        this.threads = threads;
    }

    /// Serves a call on a virtual thread: the container's own where it gives each request one, else a new one, so that
    /// no thread of a pool waits.
    ///
    /// @param request one whose asynchronous answer has begun
    public void serve(Call call, HttpServletRequest request, Runnable work) {
        calls.add(call);
        if (Thread.currentThread().isVirtual()) {
            try {
                run(call, work);
            } finally {
                calls.remove(call);
            }
            return;
        }
        var hold = new AnswerHold(call.cancellation());
        request.getAsyncContext().addListener(hold);
        begin(() -> {
            hold.begin();
            try {
                run(call, work);
            } finally {
                hold.end();
                calls.remove(call);
            }
        });
    }

    /// A server whose threads are all taken must not keep a request waiting that one more virtual thread can serve.
    private void begin(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the server gives no thread, one of our own serves: {0}",
                    e.getMessage());
            Thread.ofVirtual().name("sluice-request").start(work);
        }
    }

    private void run(Call call, Runnable work) {
        servedBy.put(call, Thread.currentThread());
        try {
            if (closed) {
                call.cancellation().cancel(STOPPING);
            }
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "request " + call.trail().requestId() + " failed", e);
        } finally {
            servedBy.remove(call);
        }
    }

    /// Ends the calls under way that `which` holds for.
    ///
    /// @return how many there were
    public int stop(Predicate<Call> which) {
        List<Call> stopped = calls.stream().filter(which).toList();
        stopped.forEach(call -> call.cancellation().cancel(STOPPED));
        return stopped.size();
    }

    /// How many calls are being served now.
    public int open() {
        return calls.size();
    }

    /// How many of them are answered by a stream that has begun.
    public int streams() {
        return (int) calls.stream().filter(Call::loggedLater).count();
    }

    @Override
    public void close() {
        closed = true;
        calls.forEach(call -> call.cancellation().cancel(STOPPING));
        try {
            if (endWithin(GRACE)) {
                return;
            }
            // who does not read holds the thread that writes, for as long as the server waits; Tomcat's waits on even
            // when the connection has been closed, so it is woken
            calls.forEach(Call::breakOff);
            servedBy.values().forEach(Thread::interrupt);
            if (!endWithin(GRACE)) {
                LOG.log(System.Logger.Level.WARNING, "{0} requests did not end in time", calls.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean endWithin(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        var pause = new CountDownLatch(1);
        while (!calls.isEmpty() && System.nanoTime() < until) {
            pause.await(10, TimeUnit.MILLISECONDS);
        }
        return calls.isEmpty();
    }
}
