package dev.sluice.batch;

import dev.sluice.exchange.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A batch as it stands.
///
/// @param order what its owner asked for
/// @param reached when it reached a status; the one it began with is there always
/// @param model the one that answered the first of its lines; null until then
/// @param usage what its lines cost so far
/// @param outputFile id of the file with the answers; null until it is there
/// @param errorFile id of the file with what was refused
/// @param problems why its input was refused as a whole
public record Batch(
        String id,
        String owner,
        BatchOrder order,
        BatchStatus status,
        Map<BatchStatus, Instant> reached,
        Instant expiresAt,
        Counts counts,
        @Nullable String model,
        Usage usage,
        @Nullable String outputFile,
        @Nullable String errorFile,
        List<LineProblem> problems) {
    public Batch {
        reached = Map.copyOf(reached);
        problems = List.copyOf(problems);
    }

    /// How many of its lines there are, were answered, and were refused.
    public record Counts(int total, int completed, int failed) {
        static final Counts NONE = new Counts(0, 0, 0);
    }
}
