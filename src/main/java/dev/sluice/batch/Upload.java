package dev.sluice.batch;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// A file that is being written, one piece after the other; a connection to the data store is held for no longer than
/// one piece takes. Closed without having been finished, nothing of it is left. Used by one thread.
public final class Upload extends OutputStream {
    static final int PIECE = 256 * 1024;

    private final FileStore files;
    private final Database database;
    private final Clock clock;
    private final String id;
    private final String owner;
    private final long limit;
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private int pieces;
    private long written;
    private boolean finished;

    Upload(FileStore files, Database database, Clock clock, String id, String owner, long limit) {
        this.files = files;
        this.database = database;
        this.clock = clock;
        this.id = id;
        this.owner = owner;
        this.limit = limit;
    }

    public String id() {
        return id;
    }

    /// How many bytes it has.
    public long written() {
        return written;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (written + length > limit) {
            throw new RefusedException(
                    new Failure.TooLarge("The file is larger than " + limit + " bytes, which files.max-size allows."));
        }
        int at = offset;
        int left = length;
        while (left > 0) {
            int fits = Math.min(left, PIECE - filled);
            System.arraycopy(bytes, at, piece, filled, fits);
            filled += fits;
            at += fits;
            left -= fits;
            if (filled == PIECE) {
                store();
            }
        }
        written += length;
    }

    private void store() {
        byte[] full = filled == PIECE ? piece : Arrays.copyOf(piece, filled);
        int number = pieces;
        database.call(handle -> FileTable.add(handle, id, number, full));
        pieces++;
        filled = 0;
    }

    /// Gives the file to its owner.
    ///
    /// @param filename as the caller wrote it
    /// @param keep how long it is kept from now on
    public StoredFile finish(String purpose, String filename, Duration keep) {
        StoredFile file = ready(purpose, filename, keep);
        database.call(handle -> FileTable.finish(handle, file));
        finished();
        return file;
    }

    /// Stores what is left and describes the file, for whoever gives it to its owner.
    StoredFile ready(String purpose, String filename, Duration keep) {
        if (filled > 0) {
            store();
        }
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        return new StoredFile(id, owner, purpose, FileNames.plain(filename), written, now, now.plus(keep));
    }

    /// Called when a transaction has given the file to its owner.
    void finished() {
        finished = true;
    }

    @Override
    public void close() {
        if (!finished) {
            finished = true;
            files.remove(id);
        }
    }
}
