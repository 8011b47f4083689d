package dev.sluice.store;

import org.jdbi.v3.core.Handle;

/// What is done with one connection, which goes back when it is done.
@FunctionalInterface
public interface Work<T> {
    T with(Handle handle);
}
