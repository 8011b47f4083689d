package dev.sluice.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows that wait for the data store, a line each. Used under the ledger's lock.
///
/// Gateways that share a home have a file each, locked while its owner lives, so that whoever reaches the store
/// takes up what the dead have left, and nobody takes a file that is still being written. A line that a crash
/// has cut is left out: nobody was told that its row is kept.
final class WaitingFiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.ledger");

    private final Path folder;
    private @Nullable Path own;
    private @Nullable FileChannel writing;

    WaitingFiles(Path folder) {
        this.folder = folder;
    }

    boolean present() {
        try {
            return Files.isDirectory(folder) && !files().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("waiting-.*\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    void append(List<LedgerEntry> entries) throws IOException {
        var lines = new StringBuilder();
        // after a line that a full disk has cut, a new one begins
        lines.append('\n');
        entries.forEach(entry -> lines.append(EntryJson.line(entry)).append('\n'));
        FileChannel out = writing();
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private FileChannel writing() throws IOException {
        FileChannel open = writing;
        if (open == null) {
            Files.createDirectories(folder);
            Path file = folder.resolve("waiting-" + UUID.randomUUID() + ".jsonl");
            open = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            open.lock();
            writing = open;
            own = file;
        }
        return open;
    }

    /// Gives all rows of each file, some at a time, and deletes it when all were taken. Where the taker throws,
    /// the file stays as it is.
    void drain(int some, Consumer<List<LedgerEntry>> taker) throws IOException {
        for (Path file : files()) {
            FileChannel open = writing;
            if (open != null && file.equals(own)) {
                drainOwn(open, some, taker);
                close();
                Files.delete(file);
            } else {
                drainLeft(file, some, taker);
            }
        }
    }

    /// Read by the channel that is open: to close another one would give up the lock.
    private static void drainOwn(FileChannel open, int some, Consumer<List<LedgerEntry>> taker) throws IOException {
        open.position(0);
        try {
            drain(open, some, taker);
        } finally {
            open.position(open.size());
        }
    }

    private static void drainLeft(Path file, int some, Consumer<List<LedgerEntry>> taker) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                drain(channel, some, taker);
                Files.delete(file);
            }
        } catch (OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "another gateway of this server writes {0}", file);
        }
    }

    private static void drain(FileChannel channel, int some, Consumer<List<LedgerEntry>> taker) throws IOException {
        // not closed: that would close the channel, and let others have the file before it is deleted
        var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        List<LedgerEntry> batch = new ArrayList<>(some);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            add(line, batch);
            if (batch.size() == some) {
                taker.accept(batch);
                batch = new ArrayList<>(some);
            }
        }
        if (!batch.isEmpty()) {
            taker.accept(batch);
        }
    }

    private static void add(String line, List<LedgerEntry> batch) {
        if (line.isBlank()) {
            return;
        }
        try {
            batch.add(EntryJson.entry(line));
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a waiting row of the ledger cannot be read and is left out");
        }
    }

    /// Writes no more into the file that was begun; its rows wait on for whoever takes them up.
    @Override
    public void close() throws IOException {
        FileChannel open = writing;
        writing = null;
        own = null;
        if (open != null) {
            open.close();
        }
    }
}
