package dev.sluice.store;

import dev.sluice.config.DataConfig;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The data store: opened in the background or when somebody first needs it, tried again while it is away.
///
/// Thread-safe. Every method that needs the store throws a [RefusedException] with a [Failure.StoreAway] while it
/// cannot be reached.
public final class Database implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.store");
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RETRY_SECONDS = 5;
    private static final int TRIES = 3;
    private static final Failure AWAY = new Failure.StoreAway(
            "The data store, which this request needs, cannot be reached now; try again in a moment.");

    private final Source place;
    private final Supplier<Vault> vaultMaker;
    private final ReentrantLock opening = new ReentrantLock();
    private final List<Consumer<Opened>> waiting = new CopyOnWriteArrayList<>();
    private final ReentrantLock vaultMaking = new ReentrantLock();
    private volatile @Nullable Opened opened;
    private @Nullable Vault vault;
    private volatile boolean closed;
    private @Nullable String problem;
    private long restUntil = System.nanoTime();
    private @Nullable Future<?> trying;

    Database(Source place, Supplier<Vault> vaultMaker) {
        this.place = place;
        this.vaultMaker = vaultMaker;
        waiting.add(store -> store.checkSecrets(vault()));
    }

    /// The store that the configuration means; opens nothing yet.
    ///
    /// @param home where its file is unless the configuration names another place
    public static Database of(DataConfig config, Path home) {
        return new Database(Source.of(config, home), () -> Vault.of(config, home));
    }

    /// What seals the secrets that are kept here.
    public Vault vault() {
        vaultMaking.lock();
        try {
            Vault made = vault;
            if (made == null) {
                made = vaultMaker.get();
                vault = made;
            }
            return made;
        } finally {
            vaultMaking.unlock();
        }
    }

    /// Opens the store after a moment on a thread of its own, and tries again until it is open.
    public void openSoon(ScheduledExecutorService clock, long afterMillis) {
        trying = clock.scheduleWithFixedDelay(
                () -> {
                    if (opened == null && !closed && !opening.isLocked()) {
                        Thread.ofPlatform()
                                .daemon()
                                .name("sluice-store-opening")
                                .start(this::attempt);
                    }
                },
                afterMillis,
                RETRY_SECONDS * 1000,
                TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            opened();
        } catch (RefusedException e) {
            LOG.log(System.Logger.Level.DEBUG, "the data store is still away");
        }
    }

    /// Does something with one connection; each statement is committed by itself.
    public <T> T call(Work<T> work) {
        Jdbi jdbi = opened().jdbi();
        try {
            return jdbi.withHandle(work::with);
        } catch (JdbiException e) {
            throw told(e);
        }
    }

    /// Does something with one connection, all of it or nothing.
    public <T> T transact(Work<T> work) {
        Jdbi jdbi = opened().jdbi();
        try {
            return jdbi.inTransaction(work::with);
        } catch (JdbiException e) {
            throw told(e);
        }
    }

    /// The same, and again where somebody else did the same thing at the same time.
    public <T> T insist(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transact(work);
            } catch (JdbiException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /// Opens the store where it is not open.
    void reach() {
        opened();
    }

    static RefusedException away() {
        return new RefusedException(AWAY);
    }

    static RuntimeException told(RuntimeException thrown) {
        if (Causes.away(thrown)) {
            LOG.log(System.Logger.Level.WARNING, "The data store cannot be reached: {0}", Causes.words(thrown));
            return new RefusedException(AWAY, thrown);
        }
        return thrown;
    }

    /// Calls back once when the store is open, at once where it is.
    void whenOpen(Consumer<Opened> listener) {
        opening.lock();
        try {
            Opened now = opened;
            if (now == null) {
                waiting.add(listener);
            } else {
                listener.accept(now);
            }
        } finally {
            opening.unlock();
        }
    }

    private Opened opened() {
        Opened now = opened;
        if (now != null) {
            return now;
        }
        opening.lock();
        try {
            now = opened;
            if (now == null) {
                now = open();
                opened = now;
                for (Consumer<Opened> listener : waiting) {
                    listener.accept(now);
                }
                waiting.clear();
            }
            return now;
        } finally {
            opening.unlock();
        }
    }

    private Opened open() {
        if (closed || problem != null && System.nanoTime() - restUntil < 0) {
            throw away();
        }
        try {
            Opened done = Opened.open(place);
            LOG.log(System.Logger.Level.INFO, "The data store is open: {0}", place.shown());
            problem = null;
            return done;
        } catch (Exception e) {
            tell(Causes.sentence(place, e), e);
            restUntil = System.nanoTime() + REST_NANOS;
            throw new RefusedException(AWAY, e);
        }
    }

    /// The same trouble is told once.
    private void tell(String sentence, Exception thrown) {
        if (!sentence.equals(problem)) {
            LOG.log(System.Logger.Level.WARNING, sentence);
            LOG.log(System.Logger.Level.DEBUG, "the data store could not be opened", thrown);
        }
        problem = sentence;
    }

    @Override
    public void close() {
        closed = true;
        Future<?> scheduled = trying;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        opening.lock();
        try {
            Opened now = opened;
            opened = null;
            if (now != null) {
                now.close();
            }
            Pools.unregister();
        } finally {
            opening.unlock();
        }
    }
}
