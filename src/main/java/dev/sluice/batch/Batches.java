package dev.sluice.batch;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.store.Database;
import dev.sluice.store.WorkQueue;
import dev.sluice.store.Worker.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The batches of all callers, and the runs of those that this node works on. Thread-safe.
public final class Batches implements AutoCloseable {
    private static final int AT_ONCE = 4;

    private final BatchParts parts;
    private final WorkQueue queue;
    private final Map<String, BatchRun> runs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param endpoints what can answer lines
    /// @param expiry how long files of answers are kept where their owner asked for nothing else
    public Batches(
            Database database,
            FileStore files,
            Collection<BatchEndpoint> endpoints,
            Supplier<Duration> expiry,
            Clock clock) {
        Map<String, BatchEndpoint> byPath =
                endpoints.stream().collect(Collectors.toMap(BatchEndpoint::path, Function.identity()));
        this.parts = new BatchParts(database, files, byPath, expiry, clock);
        this.queue = new WorkQueue(database, "batch", this::work, AT_ONCE, clock);
    }

    /// The endpoints that a batch may name.
    public Set<String> endpoints() {
        return new TreeSet<>(parts.endpoints().keySet());
    }

    /// Takes a batch, which is begun at once.
    ///
    /// @throws RefusedException where its input is not there, or not for batches
    public Batch create(String owner, BatchOrder order) {
        StoredFile input = parts.files().require(owner, order.inputFile());
        if (!input.purpose().equals("batch")) {
            throw new RefusedException(new Failure.Invalid(
                    "The input file's purpose is '" + input.purpose() + "'; upload it with the purpose 'batch'.",
                    "input_file_id",
                    "invalid_value",
                    List.of()));
        }
        Instant now = Instant.ofEpochSecond(parts.clock().instant().getEpochSecond());
        var batch = new Batch(
                FileNames.id("batch_"),
                owner,
                order,
                BatchStatus.VALIDATING,
                Map.of(BatchStatus.VALIDATING, now),
                now.plus(BatchOrder.LENGTH),
                Batch.Counts.NONE,
                null,
                Usage.NONE,
                null,
                null,
                List.of());
        parts.database().call(handle -> BatchTable.insert(handle, batch));
        queue.add(batch.id());
        return batch;
    }

    /// @throws RefusedException where the owner has no such batch
    public Batch require(String owner, String id) {
        return parts.database()
                .call(handle -> BatchTable.find(handle, id))
                .filter(batch -> batch.owner().equals(owner))
                .orElseThrow(() ->
                        new RefusedException(new Failure.NotFound("There is no batch '" + FileStore.shown(id) + "'.")));
    }

    public Page<Batch> list(String owner, @Nullable String after, int limit) {
        if (after != null) {
            require(owner, after);
        }
        return Page.of(parts.database().call(handle -> BatchTable.list(handle, owner, after, limit)), limit);
    }

    /// Ends a batch before its time; what was answered until then is kept.
    ///
    /// @throws RefusedException where the owner has no such batch, or it has ended
    public Batch cancel(String owner, String id) {
        Batch batch = require(owner, id);
        boolean moved = parts.move(id, BatchStatus.VALIDATING, BatchStatus.CANCELLING)
                || parts.move(id, BatchStatus.IN_PROGRESS, BatchStatus.CANCELLING);
        Batch now = require(owner, id);
        if (!moved && now.status() != BatchStatus.CANCELLING) {
            throw new RefusedException(new Failure.Invalid(
                    "A batch with the status '" + batch.status().word() + "' cannot be cancelled.",
                    null,
                    "invalid_value",
                    List.of()));
        }
        BatchRun run = runs.get(id);
        if (run != null) {
            run.halt().halt();
        }
        queue.add(id);
        return now;
    }

    private Outcome work(String id) {
        var run = new BatchRun(parts, id);
        runs.put(id, run);
        try {
            if (closed) {
                return Outcome.LATER;
            }
            return run.go();
        } finally {
            runs.remove(id);
        }
    }

    /// Begins what was taken by a node that died before it could say so.
    public void sweep() {
        parts.database().call(BatchTable::unfinished).forEach(queue::add);
    }

    /// Halts the runs of this node, which go on elsewhere or after a restart.
    @Override
    public void close() {
        closed = true;
        runs.values().forEach(run -> run.halt().stopNode());
        queue.close();
    }
}
