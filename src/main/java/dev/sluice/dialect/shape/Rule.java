package dev.sluice.dialect.shape;

/// A rule that no shape can say: it notes what it finds.
@FunctionalInterface
public interface Rule<T> {
    void look(T value, Place place, Problems problems);
}
