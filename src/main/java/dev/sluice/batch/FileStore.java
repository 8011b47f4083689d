package dev.sluice.batch;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The files of all callers. Contents lie in the data store, in pieces, so that every node has them and none is ever
/// whole in memory. Thread-safe.
public final class FileStore {
    /// What a file may be uploaded for.
    public static final List<String> PURPOSES =
            List.of("assistants", "batch", "fine-tune", "vision", "user_data", "evals");

    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);
    private static final int PIECES_AT_ONCE = 16;
    private static final int SWEPT_AT_ONCE = 100;

    private final Database database;
    private final Clock clock;

    public FileStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Begins a file, which exists for its owner when the upload has been finished.
    ///
    /// @param limit the most bytes it may have
    public Upload upload(String owner, long limit) {
        String id = FileNames.id("file-");
        Instant now = clock.instant();
        database.call(handle -> FileTable.begin(handle, id, owner, now, now.plus(LONGEST_UPLOAD)));
        return new Upload(this, database, clock, id, owner, limit);
    }

    /// @throws RefusedException where the owner has no such file
    public StoredFile require(String owner, String id) {
        return database.call(handle -> FileTable.find(handle, owner, id, clock.instant()))
                .orElseThrow(() -> missing(id));
    }

    static RefusedException missing(String id) {
        return new RefusedException(new Failure.NotFound("There is no file '" + shown(id) + "'."));
    }

    static String shown(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9_.-]", "_");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }

    public Page<StoredFile> list(String owner, FileQuery asked) {
        String after = asked.after();
        if (after != null) {
            require(owner, after);
        }
        return Page.of(database.call(handle -> FileTable.list(handle, owner, asked, clock.instant())), asked.limit());
    }

    /// The content of a file that was found; it reads one piece at a time, and refuses when the file is deleted
    /// meanwhile.
    public InputStream content(StoredFile file) {
        return new FileContent(database, file);
    }

    /// @throws RefusedException where the owner has no such file
    public void delete(String owner, String id) {
        require(owner, id);
        remove(id);
    }

    /// A few pieces at a time, so that no transaction grows with the file.
    void remove(String id) {
        database.call(handle -> FileTable.hide(handle, id));
        int last = database.call(handle -> FileTable.lastPiece(handle, id));
        for (int before = PIECES_AT_ONCE; before < last + PIECES_AT_ONCE; before += PIECES_AT_ONCE) {
            int upTo = before;
            database.call(handle -> FileTable.removePieces(handle, id, upTo));
        }
        database.call(handle -> FileTable.remove(handle, id));
    }

    /// Deletes what has expired, and uploads that nobody will finish.
    ///
    /// @return how many
    public int sweep() {
        int removed = 0;
        List<String> expired = expired();
        while (!expired.isEmpty()) {
            expired.forEach(this::remove);
            removed += expired.size();
            expired = expired();
        }
        return removed;
    }

    private List<String> expired() {
        return database.call(handle -> FileTable.expired(handle, clock.instant(), SWEPT_AT_ONCE));
    }
}
