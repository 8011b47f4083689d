package dev.sluice.exchange;

/// One message of a conversation, reduced to its text.
///
/// @param role system, developer, user, assistant, tool or function
/// @param text the text parts, joined by line ends; empty where the message has none
public record Message(String role, String text) {}
