package dev.sluice.jinja;

/// What `is name` asks of a value.
interface Test {
    boolean holds(Rendering rendering, Object value, Arguments arguments);
}
