package dev.sluice.app;

import dev.sluice.batch.BatchEndpoint;
import dev.sluice.batch.Batches;
import dev.sluice.batch.FileStore;
import dev.sluice.config.ConfigStore;
import dev.sluice.conversation.ConversationStore;
import dev.sluice.conversation.ResponseStore;
import dev.sluice.cookie.CookieJar;
import dev.sluice.exchange.RefusedException;
import dev.sluice.ledger.Ledger;
import dev.sluice.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/// The data store and what lives in it, joined and kept clean.
final class Storage implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice");

    /// The first requests after a start need the processor more than the data store does.
    private static final long WAITS_MILLIS = 3_000;

    private static final long SWEEP_SECONDS = 60;
    private static final long SETTLE_MILLIS = 500;

    private final Database database;
    private final FileStore files;
    private final Batches batches;
    private final ResponseStore responses;
    private final ConversationStore conversations;
    private final CookieJar cookies;
    private final Ledger ledger;

    /// @param endpoints what answers the lines of batches, made with what is kept here
    Storage(
            ConfigStore store,
            BiFunction<FileStore, ResponseStore, List<BatchEndpoint>> endpoints,
            ScheduledExecutorService clock) {
        database = Database.of(store.current().data(), store.home());
        files = new FileStore(database, Clock.systemUTC());
        responses = new ResponseStore(
                database,
                () -> store.current().conversations().expiry(),
                () -> store.current().conversations().maxTurns(),
                Clock.systemUTC());
        batches = new Batches(
                database,
                files,
                endpoints.apply(files, responses),
                () -> store.current().files().expiry(),
                Clock.systemUTC());
        conversations = new ConversationStore(
                database,
                () -> store.current().conversations().expiry(),
                () -> store.current().conversations().maxTurns(),
                Clock.systemUTC());
        cookies = new CookieJar(database, Clock.systemUTC());
        ledger = new Ledger(database, store.home().resolve("ledger"));
        database.openSoon(clock, WAITS_MILLIS);
        clock.scheduleWithFixedDelay(this::settleSoon, WAITS_MILLIS, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("sluice-sweep").start(this::sweep),
                SWEEP_SECONDS,
                SWEEP_SECONDS,
                TimeUnit.SECONDS);
    }

    FileStore files() {
        return files;
    }

    Batches batches() {
        return batches;
    }

    ResponseStore responses() {
        return responses;
    }

    ConversationStore conversations() {
        return conversations;
    }

    CookieJar cookies() {
        return cookies;
    }

    Ledger ledger() {
        return ledger;
    }

    private void settleSoon() {
        if (ledger.unsettled()) {
            Thread.ofVirtual().name("sluice-ledger").start(this::settle);
        }
    }

    private void settle() {
        try {
            ledger.settle();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the ledger could not be written", e);
        }
    }

    private void sweep() {
        try {
            files.sweep();
            batches.sweep();
            responses.sweep();
            conversations.sweep();
            cookies.sweep();
        } catch (RefusedException away) {
            LOG.log(System.Logger.Level.DEBUG, "the data store is away and was not swept");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the data store could not be swept", e);
        }
    }

    @Override
    public void close() {
        batches.close();
        ledger.close();
        database.close();
    }
}
