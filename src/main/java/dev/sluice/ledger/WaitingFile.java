package dev.sluice.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Rows that wait for the data store, a line each. Used under the ledger's lock.
///
/// A line that a crash has cut is left out: nobody was told that its row is kept.
final class WaitingFile {
    private static final System.Logger LOG = System.getLogger("dev.sluice.ledger");

    private final Path file;

    WaitingFile(Path file) {
        this.file = file;
    }

    boolean present() {
        return Files.exists(file);
    }

    void append(List<LedgerEntry> entries) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var lines = new StringBuilder();
        // after a line that a crash has cut, a new one begins
        lines.append('\n');
        entries.forEach(entry -> lines.append(EntryJson.line(entry)).append('\n'));
        Files.writeString(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Gives all rows, some at a time, and deletes the file when all were taken.
    void drain(int some, Consumer<List<LedgerEntry>> taker) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            List<LedgerEntry> batch = new ArrayList<>(some);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line, batch);
                if (batch.size() == some) {
                    taker.accept(batch);
                    batch = new ArrayList<>(some);
                }
            }
            taker.accept(batch);
        }
        Files.delete(file);
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
}
