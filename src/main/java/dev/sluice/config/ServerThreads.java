package dev.sluice.config;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/// Finds the threads that an application server's administrator wants requests to be served by.
public final class ServerThreads {
    private ServerThreads() {}

    /// What stands under the name in JNDI, a `ManagedThreadFactory` or a `ManagedExecutorService`; empty
    /// where no name is given. The name is the operator's own. To be asked while the server deploys.
    ///
    /// @throws ConfigException where there is no such thing
    @SuppressWarnings("BanJNDI")
    public static Optional<Executor> named(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return switch (new InitialContext().lookup(name)) {
                case ThreadFactory factory ->
                    Optional.of(work -> factory.newThread(work).start());
                case Executor executor -> Optional.of(executor);
                case null, default ->
                    throw refusal(name, "is neither a ManagedThreadFactory nor a ManagedExecutorService");
            };
        } catch (NamingException e) {
            throw refusal(name, "is not known to this server");
        }
    }

    private static ConfigException refusal(String name, String why) {
        return new ConfigException(
                "The configuration", List.of(new Problem("", "server.executor", "'" + name + "' " + why)));
    }
}
