package dev.sluice.app;

import dev.sluice.provider.ProviderKind;
import dev.sluice.upstream.UpstreamClient;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;

/// The CDI container that knows the provider kinds: the server's own, or one that Sluice starts where there is
/// none.
interface Beans extends AutoCloseable {
    /// Every kind there is, those of further jars included.
    List<ProviderKind> kinds();

    /// The one pool of outgoing connections.
    UpstreamClient client();

    @Override
    void close();

    static Beans find() {
        try {
            CDI<Object> container = CDI.current();
            return inServer(
                    container.select(ProviderKind.class, Any.Literal.INSTANCE),
                    container.select(UpstreamClient.class).get());
        } catch (IllegalStateException none) {
            return WeldBeans.start();
        }
    }

    private static Beans inServer(Instance<ProviderKind> kinds, UpstreamClient client) {
        return new Beans() {
            @Override
            public List<ProviderKind> kinds() {
                return kinds.stream().toList();
            }

            @Override
            public UpstreamClient client() {
                return client;
            }

            @Override
            public void close() {
                // the server owns its container, and ends it too late: after it has looked for threads left behind
                client.close();
            }
        };
    }
}
