package dev.sluice.jinja;

/// What a template can call.
interface Callable {
    Object call(Rendering rendering, Arguments arguments);
}
