package dev.sluice.jinja;

/// What `|name` does to a value.
interface Filter {
    Object apply(Rendering rendering, Object value, Arguments arguments);

    /// The same, refusing arguments.
    static Filter bare(Filter filter) {
        return (rendering, value, arguments) -> {
            arguments.to("the filter");
            return filter.apply(rendering, value, arguments);
        };
    }
}
