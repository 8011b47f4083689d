package dev.sluice.config;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/// What an application server offers under a JNDI name.
public final class JndiObject {
    private JndiObject() {}

    /// Asked by the thread that starts the application: on some servers other threads see no names.
    ///
    /// @param name from the configuration, never from a caller
    /// @return empty where there is no JNDI, or nothing of this name
    @SuppressWarnings("BanJNDI")
    public static Optional<Object> find(String name) {
        if (name.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new InitialContext().lookup(name));
        } catch (NamingException absent) {
            return Optional.empty();
        }
    }
}
