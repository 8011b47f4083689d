package dev.sluice.media;

import dev.sluice.exchange.MediaType;
import java.nio.file.Path;
import java.time.Instant;

/// A file that is kept.
///
/// @param name its content's hash and an extension
public record MediaFile(String name, MediaType type, Path path, long length, Instant modified) {}
