package dev.sluice.search;

/// A page of the web as context for a chat: what it is called, where it is, and what it says about the
/// question.
public record Found(String title, String url, String snippet) {}
