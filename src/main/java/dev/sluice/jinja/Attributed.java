package dev.sluice.jinja;

import org.jspecify.annotations.Nullable;

/// A value of Jinja's own that has attributes.
interface Attributed {
    @Nullable
    Object attribute(String name);

    /// As Python calls it.
    String type();
}
