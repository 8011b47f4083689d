package dev.sluice.batch;

import org.jspecify.annotations.Nullable;

/// What is wrong with a line of a batch's input.
///
/// @param line counted from 1; null where it is the file as a whole
public record LineProblem(
        String code,
        String message,
        @Nullable String param,
        @Nullable Integer line) {}
