package dev.sluice.jinja;

/// Python's `None`: a value like others inside, where nothing is ever null.
enum None {
    NONE
}
