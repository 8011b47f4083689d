package dev.sluice.app;

import com.fasterxml.jackson.databind.type.TypeFactory;

/// Takes our classes out of what Jackson remembers of the types it has read and written, where Jackson is the server's
/// and outlives this deployment (Payara). The server's other applications find theirs again by themselves.
final class SharedTypes {
    private SharedTypes() {}

    static void forget() {
        if (TypeFactory.class.getClassLoader() != SharedTypes.class.getClassLoader()) {
            TypeFactory.defaultInstance().clearCache();
        }
    }
}
