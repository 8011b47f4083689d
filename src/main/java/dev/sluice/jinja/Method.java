package dev.sluice.jinja;

/// A method of one of Python's types.
///
/// @param <T> what it is called on
interface Method<T> {
    Object call(Rendering rendering, T receiver, Arguments arguments);

    /// The method of this value, to be called later.
    default Callable of(T receiver) {
        return (rendering, arguments) -> call(rendering, receiver, arguments);
    }
}
