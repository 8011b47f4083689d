package dev.sluice.batch;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Worker.Outcome;
import java.util.List;
import java.util.Optional;

/// Takes one batch from where it is to its end, or as far as this node gets. Used once by one thread; [#halt] may be
/// called by any.
final class BatchRun {
    private final BatchParts parts;
    private final String id;
    private final Halt halt = new Halt();

    BatchRun(BatchParts parts, String id) {
        this.parts = parts;
        this.id = id;
    }

    Halt halt() {
        return halt;
    }

    Outcome go() {
        Optional<Batch> found = find();
        while (found.isPresent() && !found.get().status().ended()) {
            if (halt.nodeStops()) {
                return Outcome.LATER;
            }
            step(found.get());
            found = find();
        }
        return Outcome.DONE;
    }

    private Optional<Batch> find() {
        return parts.database().call(handle -> BatchTable.find(handle, id));
    }

    private void step(Batch batch) {
        try {
            switch (batch.status()) {
                case VALIDATING -> validate(batch);
                case IN_PROGRESS -> answer(batch);
                case FINALIZING -> new BatchEnd(parts, batch).at(BatchStatus.COMPLETED);
                case CANCELLING -> new BatchEnd(parts, batch).at(BatchStatus.CANCELLED);
                case COMPLETED, FAILED, EXPIRED, CANCELLED -> {}
            }
        } catch (RefusedException e) {
            if (!(e.failure() instanceof Failure.NotFound)) {
                throw e;
            }
            fail(batch, List.of(new LineProblem("input_unavailable", e.failure().message(), null, null)));
        }
    }

    private void validate(Batch batch) {
        try (var lines = parts.input(batch)) {
            InputCheck.Found found = InputCheck.look(lines, batch.order().endpoint());
            if (!found.problems().isEmpty()) {
                fail(batch, found.problems());
                return;
            }
            parts.database().call(handle -> BatchTable.total(handle, id, found.lines()));
            parts.move(id, BatchStatus.VALIDATING, BatchStatus.IN_PROGRESS);
        }
    }

    private void fail(Batch batch, List<LineProblem> problems) {
        parts.database().transact(handle -> {
            BatchTable.problems(handle, id, problems);
            LineTable.remove(handle, id);
            return BatchTable.move(
                    handle,
                    id,
                    batch.status(),
                    BatchStatus.FAILED,
                    parts.clock().instant());
        });
    }

    private void answer(Batch batch) {
        if (!over(batch)) {
            new LineRun(parts, batch, halt).go();
        }
        if (halt.nodeStops()) {
            return;
        }
        if (over(batch)) {
            new BatchEnd(parts, batch).at(BatchStatus.EXPIRED);
        } else if (!halt.halted()) {
            parts.move(id, BatchStatus.IN_PROGRESS, BatchStatus.FINALIZING);
        }
    }

    private boolean over(Batch batch) {
        return !parts.clock().instant().isBefore(batch.expiresAt());
    }
}
