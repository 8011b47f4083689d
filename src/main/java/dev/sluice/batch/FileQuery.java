package dev.sluice.batch;

import org.jspecify.annotations.Nullable;

/// Which files a list is to show.
///
/// @param after the id of the row before the first
public record FileQuery(@Nullable String purpose, @Nullable String after, int limit, boolean oldestFirst) {}
