package dev.sluice.batch;

import dev.sluice.exchange.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Batches.
final class BatchTable {
    private BatchTable() {}

    static int insert(Handle handle, Batch batch) {
        Duration keep = batch.order().keepOutput();
        return handle.createUpdate("INSERT INTO sluice_batches (id, owner, endpoint, input_file, completion_window,"
                        + " metadata, output_seconds, status, created_at, expires_at, lines_total, lines_completed,"
                        + " lines_failed) VALUES (:id, :owner, :endpoint, :input, :window, :metadata, :keep, :status,"
                        + " :created, :expires, 0, 0, 0)")
                .bind("id", batch.id())
                .bind("owner", batch.owner())
                .bind("endpoint", batch.order().endpoint())
                .bind("input", batch.order().inputFile())
                .bind("window", batch.order().window())
                .bind("metadata", batch.order().metadata())
                .bind("keep", keep == null ? null : keep.toSeconds())
                .bind("status", batch.status().word())
                .bind("created", createdAt(batch).getEpochSecond())
                .bind("expires", batch.expiresAt().getEpochSecond())
                .execute();
    }

    private static Instant createdAt(Batch batch) {
        return batch.reached().getOrDefault(BatchStatus.VALIDATING, Instant.EPOCH);
    }

    static Optional<Batch> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM sluice_batches WHERE id = :id")
                .bind("id", id)
                .map(BatchTable::batch)
                .findOne();
    }

    static List<Batch> list(Handle handle, String owner, @Nullable String after, int limit) {
        return handle.createQuery("SELECT * FROM sluice_batches WHERE owner = :owner"
                        + (after == null ? "" : " AND ordinal < (SELECT ordinal FROM sluice_batches WHERE id = :after)")
                        + " ORDER BY ordinal DESC LIMIT :limit")
                .bind("owner", owner)
                .bind("after", after)
                .bind("limit", limit + 1)
                .map(BatchTable::batch)
                .list();
    }

    static List<String> unfinished(Handle handle) {
        return handle.createQuery("SELECT id FROM sluice_batches"
                        + " WHERE status IN ('validating', 'in_progress', 'finalizing', 'cancelling')")
                .mapTo(String.class)
                .list();
    }

    /// Takes a batch from one status to the next.
    ///
    /// @return whether it was there; another node or its owner may have been quicker
    static boolean move(Handle handle, String id, BatchStatus from, BatchStatus to, Instant now) {
        return handle.createUpdate("UPDATE sluice_batches SET status = :to, " + to.word() + "_at = :now"
                                + " WHERE id = :id AND status = :from")
                        .bind("id", id)
                        .bind("from", from.word())
                        .bind("to", to.word())
                        .bind("now", now.getEpochSecond())
                        .execute()
                > 0;
    }

    static int total(Handle handle, String id, int lines) {
        return handle.createUpdate("UPDATE sluice_batches SET lines_total = :lines WHERE id = :id")
                .bind("id", id)
                .bind("lines", lines)
                .execute();
    }

    static int problems(Handle handle, String id, List<LineProblem> problems) {
        return handle.createUpdate("UPDATE sluice_batches SET problems = :problems WHERE id = :id")
                .bind("id", id)
                .bind("problems", ProblemText.write(problems))
                .execute();
    }

    /// Adds one line's answer.
    static int counted(Handle handle, String id, boolean done, BatchEndpoint.Answer answer) {
        String column = done ? "lines_completed" : "lines_failed";
        return handle.createUpdate("UPDATE sluice_batches SET " + column + " = " + column + " + 1,"
                        + " model = COALESCE(model, CAST(:model AS VARCHAR)), tokens_in = tokens_in + :in,"
                        + " tokens_cached = tokens_cached + :cached, tokens_out = tokens_out + :out,"
                        + " tokens_reasoning = tokens_reasoning + :reasoning WHERE id = :id")
                .bind("id", id)
                .bind("model", answer.model())
                .bind("in", answer.usage().input())
                .bind("cached", answer.usage().cached())
                .bind("out", answer.usage().output())
                .bind("reasoning", answer.usage().reasoning())
                .execute();
    }

    static int files(Handle handle, String id, @Nullable String output, @Nullable String errors) {
        return handle.createUpdate(
                        "UPDATE sluice_batches SET output_file = :output, error_file = :errors WHERE id = :id")
                .bind("id", id)
                .bind("output", output)
                .bind("errors", errors)
                .execute();
    }

    private static Batch batch(ResultSet row, StatementContext context) throws SQLException {
        long keep = row.getLong("output_seconds");
        Duration keepOutput = row.wasNull() ? null : Duration.ofSeconds(keep);
        Map<BatchStatus, Instant> reached = new EnumMap<>(BatchStatus.class);
        for (BatchStatus status : BatchStatus.values()) {
            String column = status == BatchStatus.VALIDATING ? "created_at" : status.word() + "_at";
            long at = row.getLong(column);
            if (!row.wasNull()) {
                reached.put(status, Instant.ofEpochSecond(at));
            }
        }
        return new Batch(
                row.getString("id"),
                row.getString("owner"),
                new BatchOrder(
                        row.getString("endpoint"),
                        row.getString("input_file"),
                        row.getString("completion_window"),
                        row.getString("metadata"),
                        keepOutput),
                BatchStatus.of(row.getString("status")),
                reached,
                Instant.ofEpochSecond(row.getLong("expires_at")),
                new Batch.Counts(row.getInt("lines_total"), row.getInt("lines_completed"), row.getInt("lines_failed")),
                row.getString("model"),
                new Usage(
                        row.getLong("tokens_in"),
                        row.getLong("tokens_out"),
                        row.getLong("tokens_cached"),
                        row.getLong("tokens_reasoning")),
                row.getString("output_file"),
                row.getString("error_file"),
                ProblemText.read(row.getString("problems")));
    }
}
