package dev.sluice.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Files and their pieces. A file whose upload goes on is there, but not whole, and nobody sees it.
final class FileTable {
    private static final String COLUMNS = "id, owner, purpose, filename, bytes, created_at, expires_at";

    private FileTable() {}

    static int begin(Handle handle, String id, String owner, Instant now, Instant until) {
        return handle.createUpdate("INSERT INTO sluice_files (" + COLUMNS + ", whole)"
                        + " VALUES (:id, :owner, '', '', 0, :now, :until, FALSE)")
                .bind("id", id)
                .bind("owner", owner)
                .bind("now", now.getEpochSecond())
                .bind("until", until.getEpochSecond())
                .execute();
    }

    static int add(Handle handle, String id, int piece, byte[] bytes) {
        return handle.createUpdate(
                        "INSERT INTO sluice_file_pieces (file_id, piece, bytes) VALUES (:id, :piece, :bytes)")
                .bind("id", id)
                .bind("piece", piece)
                .bind("bytes", bytes)
                .execute();
    }

    /// Makes a file whole, so that its owner sees it.
    static int finish(Handle handle, StoredFile file) {
        return handle.createUpdate("UPDATE sluice_files SET purpose = :purpose, filename = :filename, bytes = :bytes,"
                        + " created_at = :created, expires_at = :expires, whole = TRUE WHERE id = :id")
                .bind("id", file.id())
                .bind("purpose", file.purpose())
                .bind("filename", file.filename())
                .bind("bytes", file.bytes())
                .bind("created", file.createdAt().getEpochSecond())
                .bind("expires", file.expiresAt().getEpochSecond())
                .execute();
    }

    static Optional<StoredFile> find(Handle handle, String owner, String id, Instant now) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM sluice_files"
                        + " WHERE id = :id AND owner = :owner AND whole AND expires_at > :now")
                .bind("id", id)
                .bind("owner", owner)
                .bind("now", now.getEpochSecond())
                .map(FileTable::file)
                .findOne();
    }

    static List<StoredFile> list(Handle handle, String owner, FileQuery asked, Instant now) {
        String order = asked.oldestFirst() ? ">" : "<";
        return handle.createQuery("SELECT " + COLUMNS + " FROM sluice_files"
                        + " WHERE owner = :owner AND whole AND expires_at > :now"
                        + (asked.purpose() == null ? "" : " AND purpose = :purpose")
                        + (asked.after() == null
                                ? ""
                                : " AND ordinal " + order + " (SELECT ordinal FROM sluice_files WHERE id = :after)")
                        + " ORDER BY ordinal " + (asked.oldestFirst() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("owner", owner)
                .bind("now", now.getEpochSecond())
                .bind("purpose", asked.purpose())
                .bind("after", asked.after())
                .bind("limit", asked.limit() + 1)
                .map(FileTable::file)
                .list();
    }

    static Optional<byte[]> piece(Handle handle, String id, int piece) {
        return handle.createQuery("SELECT bytes FROM sluice_file_pieces WHERE file_id = :id AND piece = :piece")
                .bind("id", id)
                .bind("piece", piece)
                .map((row, context) -> row.getBytes(1))
                .findOne();
    }

    /// Hides a file from now on; its bytes are still there.
    static int hide(Handle handle, String id) {
        return handle.createUpdate("UPDATE sluice_files SET whole = FALSE, expires_at = 0 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    static int removePieces(Handle handle, String id, int before) {
        return handle.createUpdate("DELETE FROM sluice_file_pieces WHERE file_id = :id AND piece < :before")
                .bind("id", id)
                .bind("before", before)
                .execute();
    }

    static int remove(Handle handle, String id) {
        return handle.createUpdate("DELETE FROM sluice_files WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    static int lastPiece(Handle handle, String id) {
        return handle.createQuery("SELECT COALESCE(MAX(piece), -1) FROM sluice_file_pieces WHERE file_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    static List<String> expired(Handle handle, Instant now, int most) {
        return handle.createQuery("SELECT id FROM sluice_files WHERE expires_at <= :now LIMIT :most")
                .bind("now", now.getEpochSecond())
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    private static StoredFile file(ResultSet row, StatementContext context) throws SQLException {
        return new StoredFile(
                row.getString("id"),
                row.getString("owner"),
                row.getString("purpose"),
                row.getString("filename"),
                row.getLong("bytes"),
                Instant.ofEpochSecond(row.getLong("created_at")),
                Instant.ofEpochSecond(row.getLong("expires_at")));
    }
}
