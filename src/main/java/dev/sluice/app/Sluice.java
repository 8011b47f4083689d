package dev.sluice.app;

import dev.sluice.config.ConfigInputs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The gateway within a Java program: `try (var sluice = Sluice.builder().port(0).start()) { ... }`.
///
/// Serves as the runnable jar does, with the configuration file, environment and system properties of the program; what
/// the builder says stands above all of them. Closing it ends every thread and connection that it began. Thread-safe.
public final class Sluice implements AutoCloseable {
    private final Standalone server;

    private Sluice(Standalone server) {
        this.server = server;
    }

    /// Begins with nothing said.
    public static Builder builder() {
        return new Builder();
    }

    /// Where it listens, with the port it took and the base path, and a slash at the end.
    public URI address() {
        return URI.create(server.address());
    }

    /// Waits until somebody closes it.
    public void await() {
        server.await();
    }

    @Override
    public void close() {
        server.close();
    }

    /// What is to be different from the configuration file. Used by one thread.
    public static final class Builder {
        private final Map<String, String> settings = new HashMap<>();
        private final Map<String, String> home = new HashMap<>();

        private Builder() {}

        /// The folder of the configuration, of data, media and everything else.
        public Builder home(Path folder) {
            home.put("sluice.home", folder.toString());
            return this;
        }

        /// The configuration file.
        public Builder config(Path file) {
            return set("config", file.toString());
        }

        public Builder host(String host) {
            return set("server.host", host);
        }

        /// @param port 0 = any free one
        public Builder port(int port) {
            return set("server.port", Integer.toString(port));
        }

        /// @param path in front of every endpoint, such as `/api/v1`
        public Builder basePath(String path) {
            return set("server.base-path", path);
        }

        /// The key that callers need.
        public Builder apiKey(String key) {
            return set("auth.api-key", key);
        }

        /// The key that operators need.
        public Builder adminKey(String key) {
            return set("auth.admin-key", key);
        }

        /// The provider of requests that name none.
        public Builder provider(String name) {
            return set("defaults.provider", name);
        }

        /// The model of requests that name none.
        public Builder model(String name) {
            return set("defaults.model", name);
        }

        /// The HTTP proxy on the way to all providers.
        public Builder proxy(URI proxy) {
            return set("egress.proxy", proxy.toString());
        }

        /// The longest time for a request.
        public Builder timeout(Duration timeout) {
            return set("limits.request-timeout", timeout.toMillis() + "ms");
        }

        /// Providers that are never asked.
        public Builder ignoredProviders(List<String> names) {
            return set("ignored-providers", String.join(",", names));
        }

        /// @param level error, warn, info, debug or trace
        public Builder logLevel(String level) {
            return set("log.level", level);
        }

        /// Any other key of the configuration.
        ///
        /// @param key with dots, such as `limits.idle-timeout`
        public Builder set(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /// Starts it; it serves when this returns.
        ///
        /// @throws dev.sluice.config.ConfigException where the configuration cannot be used
        /// @throws IllegalStateException where the address is taken, or would let everybody in
        public Sluice start() {
            ConfigInputs process = ConfigInputs.ofProcess(settings);
            var properties = new HashMap<>(process.systemProperties());
            properties.putAll(home);
            var environment = new HashMap<>(process.environment());
            environment.keySet().removeIf(name -> !home.isEmpty() && name.equals("SLUICE_HOME"));
            var server = new Standalone(new ConfigInputs(settings, environment, properties, process.jndi()));
            try {
                server.start();
                return new Sluice(server);
            } catch (StartException e) {
                server.close();
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
