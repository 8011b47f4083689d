package dev.sluice.upstream;

/// One server-sent event.
///
/// @param name what its `event` field said; empty when it had none
/// @param data its `data` lines, joined by a line feed
@SuppressWarnings("ArrayRecordComponent") // passed through as bytes, compared nowhere
public record SseEvent(String name, byte[] data) {}
