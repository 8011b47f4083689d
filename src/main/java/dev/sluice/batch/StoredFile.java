package dev.sluice.batch;

import java.time.Instant;

/// A file as it is known without its content.
///
/// @param owner whose it is
/// @param purpose one of OpenAI's words
/// @param filename fit for any file system
public record StoredFile(
        String id, String owner, String purpose, String filename, long bytes, Instant createdAt, Instant expiresAt) {}
