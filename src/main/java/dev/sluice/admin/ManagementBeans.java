package dev.sluice.admin;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.routing.Health;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/// The MXBeans of one deployment: one for the gateway, one for each provider that there is. Thread-safe. [#close]
/// takes all of them away; a deployment that kept one would keep its class loader.
///
/// Two deployments under one path, as Tomcat's parallel deployment has them, are told apart by `instance`.
public final class ManagementBeans implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.admin");
    private static final int MOST_INSTANCES = 100;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Supplier<Catalog> catalog;
    private final Health health;
    private final String keys;
    private final ObjectName gateway;
    private final Map<String, ObjectName> providers = new LinkedHashMap<>();
    private boolean closed;

    /// @param context the path that the gateway is deployed under; empty = the server's root
    public ManagementBeans(String context, ManagedGateway gateway, Health health) {
        this.catalog = gateway.catalog();
        this.health = health;
        String path = "context=" + quoted(context.isEmpty() ? "/" : context);
        String free = path;
        ObjectName registered = register("type=Gateway," + path, gateway);
        for (int instance = 2; registered == null && instance <= MOST_INSTANCES; instance++) {
            free = path + ",instance=" + instance;
            registered = register("type=Gateway," + free, gateway);
        }
        this.keys = free;
        this.gateway = Objects.requireNonNull(registered, "no name is free for the gateway's MXBean");
        follow();
    }

    /// Registers the providers that have come and takes those away that have gone.
    public synchronized void follow() {
        if (closed) {
            return;
        }
        List<String> there =
                catalog.get().listings().stream().map(Listing::name).toList();
        providers.entrySet().removeIf(entry -> {
            boolean gone = !there.contains(entry.getKey());
            if (gone) {
                unregister(entry.getValue());
            }
            return gone;
        });
        there.stream().filter(name -> !providers.containsKey(name)).forEach(this::add);
    }

    private void add(String name) {
        ObjectName registered =
                register("type=Provider," + keys + ",name=" + quoted(name), new ManagedProvider(name, catalog, health));
        if (registered != null) {
            providers.put(name, registered);
        }
    }

    private @Nullable ObjectName register(String properties, Object bean) {
        try {
            return server.registerMBean(bean, new ObjectName("dev.sluice:" + properties))
                    .getObjectName();
        } catch (InstanceAlreadyExistsException taken) {
            return null;
        } catch (JMException e) {
            throw new IllegalStateException("the MXBean dev.sluice:" + properties + " cannot be registered", e);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            LOG.log(System.Logger.Level.DEBUG, "somebody else has taken away {0}", name);
        } catch (JMException e) {
            LOG.log(System.Logger.Level.WARNING, "an MXBean cannot be taken away", e);
        }
    }

    /// As it is where the rules of names allow it.
    private static String quoted(String value) {
        try {
            return new ObjectName("dev.sluice:x=" + value).isPattern() ? ObjectName.quote(value) : value;
        } catch (MalformedObjectNameException e) {
            return ObjectName.quote(value);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        providers.values().forEach(this::unregister);
        providers.clear();
        unregister(gateway);
    }
}
