package dev.sluice.batch;

import dev.sluice.store.Database;
import java.io.InputStream;

/// Reads a file piece by piece. Used by one thread.
final class FileContent extends InputStream {
    private final Database database;
    private final StoredFile file;
    private byte[] piece = new byte[0];
    private int at;
    private int next;
    private long left;

    FileContent(Database database, StoredFile file) {
        this.database = database;
        this.file = file;
        this.left = file.bytes();
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (left <= 0) {
            return -1;
        }
        if (at == piece.length) {
            piece = database.call(handle -> FileTable.piece(handle, file.id(), next))
                    .orElseThrow(() -> FileStore.missing(file.id()));
            at = 0;
            next++;
        }
        int fits = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, fits);
        at += fits;
        left -= fits;
        return fits;
    }
}
