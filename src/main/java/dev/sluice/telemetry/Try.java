package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

/// One upstream that was asked.
///
/// @param model its own name of the model
/// @param reason why it did not answer; null where it did
/// @param nanos how long it took until its answer began, or until it failed
public record Try(String provider, String model, @Nullable String reason, long nanos) {}
