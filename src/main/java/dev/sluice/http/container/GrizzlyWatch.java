package dev.sluice.http.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/// Grizzly, in Payara: is told by the connection when it is closed.
final class GrizzlyWatch implements ConnectionWatch {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");
    private static final String LISTENER = "org.glassfish.grizzly.CloseListener";

    static boolean knows(ServletRequest request) {
        try {
            return connectionOf(request).getClass().getName().startsWith("org.glassfish.grizzly.");
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Object connectionOf(ServletRequest request) throws ReflectiveOperationException {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        Object catalina = Calls.required(inner, "getUnwrappedCoyoteRequest");
        Object grizzly = Calls.required(catalina, "getCoyoteRequest");
        return Calls.required(Calls.required(grizzly, "getContext"), "getConnection");
    }

    @Override
    public Watchable connection(ServletRequest request) {
        try {
            Object connection = connectionOf(request);
            return gone -> listen(connection, gone);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection cannot be watched", e);
            return Watchable.NOT;
        }
    }

    private static Watched listen(Object connection, Runnable gone) {
        try {
            Class<?> type = Class.forName(LISTENER, false, connection.getClass().getClassLoader());
            var watching = new AtomicBoolean(true);
            Object listener = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                return switch (method.getName()) {
                    case "equals" -> self == args[0];
                    case "hashCode" -> System.identityHashCode(self);
                    case "toString" -> "Sluice's watch";
                    default -> {
                        if (watching.compareAndSet(true, false)) {
                            gone.run();
                        }
                        yield null;
                    }
                };
            });
            Calls.call(connection, "addCloseListener", type, listener);
            return () -> {
                watching.set(false);
                forget(connection, type, listener);
            };
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection cannot be watched", e);
            return () -> {};
        }
    }

    private static void forget(Object connection, Class<?> type, Object listener) {
        try {
            Calls.call(connection, "removeCloseListener", type, listener);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a watched connection was not let go", e);
        }
    }

    @Override
    public void close() {
        // each watch ends with its request
    }
}
