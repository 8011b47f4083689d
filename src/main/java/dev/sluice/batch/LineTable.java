package dev.sluice.batch;

import java.util.BitSet;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The answers of a batch's lines, until they are a file.
final class LineTable {
    private LineTable() {}

    /// @param done whether it was answered, and not refused
    /// @param text a line of the output or the error file
    record Answered(int line, boolean done, byte[] text) {}

    /// @return false where the line has its answer already, from a node that was slow and not dead
    static boolean add(Handle handle, String batch, Answered answered) {
        return handle.createUpdate("INSERT INTO sluice_batch_lines (batch_id, line, done, answer)"
                                + " SELECT CAST(:batch AS VARCHAR), CAST(:line AS INT), CAST(:done AS BOOLEAN),"
                                + " CAST(:text AS BYTEA) WHERE NOT EXISTS"
                                + " (SELECT 1 FROM sluice_batch_lines WHERE batch_id = :batch AND line = :line)")
                        .bind("batch", batch)
                        .bind("line", answered.line())
                        .bind("done", answered.done())
                        .bind("text", answered.text())
                        .execute()
                > 0;
    }

    static BitSet lines(Handle handle, String batch) {
        var lines = new BitSet();
        handle.createQuery("SELECT line FROM sluice_batch_lines WHERE batch_id = :batch")
                .bind("batch", batch)
                .mapTo(Integer.class)
                .forEach(lines::set);
        return lines;
    }

    /// Some answers in the order of their lines.
    static List<Answered> after(Handle handle, String batch, int line, int most) {
        return handle.createQuery("SELECT line, done, answer FROM sluice_batch_lines"
                        + " WHERE batch_id = :batch AND line > :line ORDER BY line LIMIT :most")
                .bind("batch", batch)
                .bind("line", line)
                .bind("most", most)
                .map((row, context) -> new Answered(row.getInt(1), row.getBoolean(2), row.getBytes(3)))
                .list();
    }

    static int remove(Handle handle, String batch) {
        return handle.createUpdate("DELETE FROM sluice_batch_lines WHERE batch_id = :batch")
                .bind("batch", batch)
                .execute();
    }
}
