package dev.sluice.batch;

import dev.sluice.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// What a run of a batch works with.
///
/// @param endpoints by their paths
/// @param expiry how long files are kept where their owner asked for nothing else
record BatchParts(
        Database database,
        FileStore files,
        Map<String, BatchEndpoint> endpoints,
        Supplier<Duration> expiry,
        Clock clock) {
    BatchParts {
        endpoints = Map.copyOf(endpoints);
    }

    /// @throws dev.sluice.exchange.RefusedException where the file is not there any more
    JsonLines input(Batch batch) {
        return new JsonLines(
                files.content(files.require(batch.owner(), batch.order().inputFile())));
    }

    boolean move(String batch, BatchStatus from, BatchStatus to) {
        return database.call(handle -> BatchTable.move(handle, batch, from, to, clock.instant()));
    }
}
