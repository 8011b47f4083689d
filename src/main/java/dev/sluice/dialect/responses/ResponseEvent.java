package dev.sluice.dialect.responses;

/// One event of a response's stream.
///
/// @param name its type, which is also the name of the server-sent event
/// @param json the whole event as a JSON object
public record ResponseEvent(String name, byte[] json) {}
