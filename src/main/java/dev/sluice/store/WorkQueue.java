package dev.sluice.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Jobs that survive the process that does them: each is done by one node at a time, and begun again by another, or by
/// the same after its restart, when that node dies.
///
/// Thread-safe. Begins when the data store is open. A job is known by its name; done twice at worst, never not at all.
public final class WorkQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.store");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final int HEARTBEATS_MISSED = 4;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Database database;
    private final String kind;
    private final Worker worker;
    private final Clock clock;
    private final int atOnce;
    private volatile @Nullable Started started;
    private boolean closed;

    /// @param kind what sort of jobs; one queue for each kind
    /// @param atOnce how many this node does at the same time
    public WorkQueue(Database database, String kind, Worker worker, int atOnce, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.atOnce = atOnce;
        this.kind = kind;
        this.worker = worker;
        database.whenOpen(this::begin);
    }

    /// Made when the store is open: a start has better things to do than to load a library.
    private record Started(Scheduler scheduler, CustomTask<Void> task) {}

    private CustomTask<Void> task() {
        return Tasks.custom(kind, Void.class)
                .onFailureReschedule(FixedDelay.of(AGAIN))
                .onDeadExecutionRevive()
                .execute((instance, context) -> after(done(instance.getId())));
    }

    private Worker.Outcome done(String job) {
        try {
            return worker.work(job);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The " + kind + " " + job + " is tried again in a moment: " + Causes.words(e));
            LOG.log(System.Logger.Level.DEBUG, "a job failed", e);
            throw e;
        }
    }

    private static CompletionHandler<Void> after(Worker.Outcome outcome) {
        return switch (outcome) {
            case DONE -> new CompletionHandler.OnCompleteRemove<>();
            case LATER -> new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(Duration.ZERO));
        };
    }

    /// Adds a job, to be begun at once; the job is there for good when this returns. One that is there already is not
    /// added again.
    public void add(String job) {
        database.reach();
        Started running = started;
        if (running == null) {
            throw Database.away();
        }
        try {
            running.scheduler().scheduleIfNotExists(running.task().instance(job), clock.instant());
        } catch (RuntimeException e) {
            throw Database.told(e);
        }
    }

    private synchronized void begin(Opened store) {
        if (closed) {
            return;
        }
        if (store.exclusive()) {
            release(store);
        }
        CustomTask<Void> task = task();
        var builder = new SchedulerBuilder(store.source(), List.of(task))
                .tableName("sluice_jobs")
                .schedulerName(new SchedulerName.Fixed("sluice-" + UUID.randomUUID()))
                .threads(atOnce)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("sluice-job-", 0).factory()))
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(HEARTBEATS_MISSED)
                .shutdownMaxWait(GRACE)
                .failureLogging(LogLevel.OFF, false)
                .enableImmediateExecution();
        if (store.product() == Product.H2) {
            builder.jdbcCustomization(new DefaultJdbcCustomization(false));
        }
        Scheduler made = builder.build();
        made.start();
        started = new Started(made, task);
    }

    /// Nobody else has this store, so what is marked as being done was left by a process that died.
    private void release(Opened store) {
        store.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE sluice_jobs SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL"
                                        + " WHERE picked AND task_name = :kind")
                        .bind("kind", kind)
                        .execute());
    }

    /// Takes no further jobs and waits a moment for those that are being done.
    @Override
    public void close() {
        Started running;
        synchronized (this) {
            closed = true;
            running = started;
            started = null;
        }
        if (running != null) {
            running.scheduler().stop();
        }
    }
}
