package dev.sluice.conversation;

/// One item of a response's input or output.
///
/// @param id under which its owner may refer to it
/// @param given whether it was the caller's; else it was answered
/// @param body the item as JSON
public record StoredItem(String id, boolean given, String body) {}
