package dev.sluice.ledger;

import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.JdbiException;

/// What was asked of whom, and what it cost.
///
/// Thread-safe. [#book] returns at once; [#settle] writes what was booked, and whoever asks settles first. Rows wait in
/// a file while the data store is away, in memory while the disk is full, too, and only when that is full as well the
/// oldest are lost, which is told in the log.
public final class Ledger implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.ledger");
    private static final int MOST_IN_MEMORY = 20_000;
    private static final int AT_ONCE = 500;

    private final Database database;
    private final WaitingFiles waiting;
    private final ArrayDeque<LedgerEntry> booked = new ArrayDeque<>();
    private final ReentrantLock settling = new ReentrantLock();
    private long lost;

    /// @param waiting the folder in which rows wait for the data store
    public Ledger(Database database, Path waiting) {
        this.database = database;
        this.waiting = new WaitingFiles(waiting);
    }

    void book(LedgerEntry entry) {
        synchronized (booked) {
            booked.addLast(entry);
            dropWhatIsTooMuch();
        }
    }

    private void dropWhatIsTooMuch() {
        while (booked.size() > MOST_IN_MEMORY) {
            booked.removeFirst();
            if (lost++ % MOST_IN_MEMORY == 0) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "the ledger can write neither to the data store nor to the disk: the oldest rows are lost");
            }
        }
    }

    /// Whether there is something to [#settle].
    public boolean unsettled() {
        synchronized (booked) {
            if (!booked.isEmpty()) {
                return true;
            }
        }
        return waiting.present();
    }

    /// Writes what was booked until now, as far as it can be written.
    public void settle() {
        settling.lock();
        try {
            boolean reached = !waiting.present() || takenUp();
            for (List<LedgerEntry> some = next(); !some.isEmpty(); some = next()) {
                if (!(reached && written(some)) && !laidAside(some)) {
                    putBack(some);
                    return;
                }
            }
        } finally {
            settling.unlock();
        }
    }

    private List<LedgerEntry> next() {
        List<LedgerEntry> some = new ArrayList<>();
        synchronized (booked) {
            while (some.size() < AT_ONCE && !booked.isEmpty()) {
                some.add(booked.removeFirst());
            }
        }
        return some;
    }

    private void putBack(List<LedgerEntry> some) {
        synchronized (booked) {
            some.reversed().forEach(booked::addFirst);
            dropWhatIsTooMuch();
        }
    }

    private boolean written(List<LedgerEntry> some) {
        try {
            return database.transact(handle -> LedgerTable.add(handle, some)) >= 0;
        } catch (RefusedException e) {
            LOG.log(System.Logger.Level.DEBUG, "the ledger waits for the data store");
        } catch (JdbiException e) {
            LOG.log(System.Logger.Level.WARNING, "the ledger could not be written, its rows wait: {0}", e.getMessage());
        }
        return false;
    }

    private boolean laidAside(List<LedgerEntry> some) {
        try {
            waiting.append(some);
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "rows of the ledger wait in memory: {0}", e.toString());
            return false;
        }
    }

    /// Writes what waits in the file; a row that a crash left in both places is written once.
    private boolean takenUp() {
        try {
            waiting.drain(AT_ONCE, this::again);
            return true;
        } catch (RefusedException | JdbiException e) {
            LOG.log(System.Logger.Level.DEBUG, "rows of the ledger wait on", e);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "rows of the ledger wait in a file that cannot be read: {0}", e);
        }
        return false;
    }

    private void again(List<LedgerEntry> some) {
        try {
            replace(some);
        } catch (JdbiException e) {
            some.forEach(this::alone);
        }
    }

    private void alone(LedgerEntry entry) {
        try {
            replace(List.of(entry));
        } catch (JdbiException e) {
            if (!LedgerTable.refused(e)) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the data store does not take the ledger''s row of the request {0}: {1}",
                    entry.requestId(),
                    e.getMessage());
        }
    }

    private void replace(List<LedgerEntry> some) {
        database.transact(handle -> {
            LedgerTable.remove(handle, some);
            return LedgerTable.add(handle, some);
        });
    }

    /// Rows, the newest first.
    ///
    /// @throws RefusedException while the data store is away
    public List<LedgerEntry> page(EntryQuery query) {
        settle();
        return database.call(handle -> LedgerTable.page(handle, query));
    }

    /// The newest row of a request.
    ///
    /// @throws RefusedException while the data store is away
    public Optional<LedgerEntry> of(String requestId) {
        settle();
        return database.call(handle -> LedgerTable.of(handle, requestId));
    }

    /// What was used, in the order of the dimensions' values.
    ///
    /// @throws RefusedException while the data store is away
    public List<UsageRow> usage(UsageQuery query) {
        settle();
        return database.call(handle -> LedgerTable.usage(handle, query));
    }

    @Override
    public void close() {
        settle();
        settling.lock();
        try {
            waiting.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the file of waiting rows was closed without ceremony: {0}", e);
        } finally {
            settling.unlock();
        }
    }
}
