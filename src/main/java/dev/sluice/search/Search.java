package dev.sluice.search;

/// One question to one engine by its name: two that are equal have the same answer.
record Search(String engine, SearchQuery query) {}
