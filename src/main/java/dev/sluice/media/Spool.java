package dev.sluice.media;

import dev.sluice.exchange.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Keeps the files of one request while it lasts: small ones in memory, the rest on disk. Used by one thread.
///
/// They are kept, not passed straight on, because a rule may be broken behind them in the form, and because the next
/// target may need them again.
public final class Spool implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.media");
    private static final int IN_MEMORY = 1 << 20;
    private static final int BUFFER = 16 * 1024;

    private final Path folder;
    private final List<Path> files = new ArrayList<>(1);
    private int inMemory;

    /// @param folder made when it is first needed
    public Spool(Path folder) {
        this.folder = folder;
    }

    /// Takes all bytes of a stream.
    public Upload.Content take(InputStream in) {
        try {
            var head = new ByteArrayOutputStream(BUFFER);
            byte[] buffer = new byte[BUFFER];
            int read = in.read(buffer);
            while (read >= 0 && inMemory + head.size() + read <= IN_MEMORY) {
                head.write(buffer, 0, read);
                read = in.read(buffer);
            }
            if (read < 0) {
                inMemory += head.size();
                return new InMemory(head.toByteArray());
            }
            return onDisk(head, buffer, read, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Upload.Content onDisk(ByteArrayOutputStream head, byte[] buffer, int read, InputStream in)
            throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "upload-", ".part");
        files.add(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            head.writeTo(out);
            out.write(buffer, 0, read);
            in.transferTo(out);
        }
        return new OnDisk(file, Files.size(file));
    }

    private record InMemory(byte[] bytes) implements Upload.Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private record OnDisk(Path file, long length) implements Upload.Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "an uploaded file could not be deleted: " + file, e);
            }
        }
        files.clear();
    }

    /// Deletes what a process that was killed has left behind.
    public static void sweep(Path folder) {
        try (var left = Files.newDirectoryStream(folder, "upload-*.part")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // there is no such folder yet
        }
    }
}
