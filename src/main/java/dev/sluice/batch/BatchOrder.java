package dev.sluice.batch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a caller asks for with a batch.
///
/// @param endpoint the path that every line is for
/// @param inputFile id of a file of the caller's
/// @param window how long it may take, in OpenAI's words
/// @param metadata the caller's own JSON object as text
/// @param keepOutput how long the files of answers are kept; null = as long as any
public record BatchOrder(
        String endpoint,
        String inputFile,
        String window,
        @Nullable String metadata,
        @Nullable Duration keepOutput) {
    /// The one completion window there is, and its length.
    public static final String WINDOW = "24h";

    static final Duration LENGTH = Duration.ofHours(24);
}
