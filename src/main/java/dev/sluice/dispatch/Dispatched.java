package dev.sluice.dispatch;

/// A reply that has begun: its first event is here, so its status is known.
///
/// @param provider the name of the one that answers
/// @param model its own name of the model
/// @param reply gives the first event too; to be closed by whoever holds it
public record Dispatched(String provider, String model, MeteredReply reply) {}
