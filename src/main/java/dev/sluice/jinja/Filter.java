package dev.sluice.jinja;

/// What `|name` does to a value.
interface Filter {
    Object apply(Rendering rendering, Object value, Arguments arguments);
}
