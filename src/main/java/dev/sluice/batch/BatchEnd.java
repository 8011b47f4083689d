package dev.sluice.batch;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes files of a batch's answers and ends it. Done again from the start where it was cut short: until the batch has
/// ended, nobody sees the files.
final class BatchEnd {
    private static final int LINES_AT_ONCE = 8;

    private final BatchParts parts;
    private final Batch batch;

    BatchEnd(BatchParts parts, Batch batch) {
        this.parts = parts;
        this.batch = batch;
    }

    void at(BatchStatus end) {
        try (Upload output = begun();
                Upload errors = begun()) {
            BitSet answered = copy(output, errors);
            if (end != BatchStatus.COMPLETED) {
                explain(errors, answered, end);
            }
            commit(end, output, errors);
        }
    }

    private Upload begun() {
        return parts.files().upload(batch.owner(), Long.MAX_VALUE);
    }

    private BitSet copy(Upload output, Upload errors) {
        var answered = new BitSet();
        int last = 0;
        List<LineTable.Answered> some = after(last);
        while (!some.isEmpty()) {
            for (LineTable.Answered line : some) {
                (line.done() ? output : errors).write(line.text(), 0, line.text().length);
                answered.set(line.line());
                last = line.line();
            }
            some = after(last);
        }
        return answered;
    }

    private List<LineTable.Answered> after(int line) {
        return parts.database().call(handle -> LineTable.after(handle, batch.id(), line, LINES_AT_ONCE));
    }

    /// Tells of each line that was not answered why it was not.
    private void explain(Upload errors, BitSet answered, BatchStatus end) {
        boolean expired = end == BatchStatus.EXPIRED;
        String code = expired ? "batch_expired" : "batch_cancelled";
        String message = expired
                ? "This request could not be answered before the completion window was over."
                : "This request was not answered, because the batch was cancelled.";
        try (var lines = parts.input(batch)) {
            for (JsonLines.Line line = lines.next(); line != null; line = lines.next()) {
                if (!answered.get(line.number())) {
                    byte[] text = OutputLine.unanswered(BatchLine.read(line).customId(), code, message);
                    errors.write(text, 0, text.length);
                }
            }
        } catch (RefusedException e) {
            // without its input nothing can be said of single lines, and the batch ends nevertheless
            if (!(e.failure() instanceof Failure.NotFound)) {
                throw e;
            }
        }
    }

    private void commit(BatchStatus end, Upload output, Upload errors) {
        Duration keep = Objects.requireNonNullElseGet(batch.order().keepOutput(), parts.expiry());
        @Nullable StoredFile outputFile = file(output, "output", keep).orElse(null);
        @Nullable StoredFile errorFile = file(errors, "error", keep).orElse(null);
        Instant now = parts.clock().instant();
        boolean ended = parts.database().transact(handle -> {
            if (!BatchTable.move(handle, batch.id(), batch.status(), end, now)) {
                return false;
            }
            if (outputFile != null) {
                FileTable.finish(handle, outputFile);
            }
            if (errorFile != null) {
                FileTable.finish(handle, errorFile);
            }
            BatchTable.files(
                    handle,
                    batch.id(),
                    outputFile == null ? null : outputFile.id(),
                    errorFile == null ? null : errorFile.id());
            LineTable.remove(handle, batch.id());
            return true;
        });
        if (ended && outputFile != null) {
            output.finished();
        }
        if (ended && errorFile != null) {
            errors.finished();
        }
    }

    /// An empty file is none.
    private Optional<StoredFile> file(Upload upload, String what, Duration keep) {
        return upload.written() == 0
                ? Optional.empty()
                : Optional.of(upload.ready("batch_output", batch.id() + "_" + what + ".jsonl", keep));
    }
}
