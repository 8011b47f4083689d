package dev.sluice.http.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;

/// Undertow, in WildFly: looks whether the connection's source has come to its end.
///
/// Undertow reads nothing from a connection whose answer is awaited. What a caller sends ahead is given back to it, and
/// hides the end from then on.
final class UndertowWatch implements ConnectionWatch {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");
    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";
    private static final String CONNECTION = "io.undertow.server.protocol.http.HttpServerConnection";

    private final Lookout lookout;

    UndertowWatch(ScheduledExecutorService clock) {
        lookout = new Lookout(clock);
    }

    static boolean knows(ServletRequest request) {
        return unwrapped(request).getClass().getName().equals(REQUEST);
    }

    private static ServletRequest unwrapped(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }

    @Override
    public Watchable connection(ServletRequest request) {
        try {
            Object connection = Calls.required(Calls.required(unwrapped(request), "getExchange"), "getConnection");
            if (request.isSecure() || !connection.getClass().getName().equals(CONNECTION)) {
                return Watchable.NOT;
            }
            return new Open(connection, new Source(connection), lookout);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection cannot be watched", e);
            return Watchable.NOT;
        }
    }

    @Override
    public void close() {
        lookout.close();
    }

    private record Open(Object connection, Source source, Lookout lookout) implements Watchable {
        @Override
        public Watched watch(Runnable gone) {
            return lookout.keep(source::ended, gone);
        }

        @Override
        public void breakOff() {
            try {
                Calls.call(connection, "close");
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, "a connection cannot be broken off", e);
            }
        }
    }

    /// The bytes that come from the caller.
    private static final class Source {
        private final Object connection;
        private final Object conduit;
        private final Method read;
        private final Method giveBack;

        Source(Object connection) throws ReflectiveOperationException {
            this.connection = connection;
            conduit = Calls.required(connection, "getOriginalSourceConduit");
            read = Calls.method(conduit.getClass(), "read", ByteBuffer.class);
            giveBack = Arrays.stream(connection.getClass().getMethods())
                    .filter(method -> method.getName().equals("ungetRequestBytes"))
                    .findAny()
                    .orElseThrow(NoSuchMethodException::new);
        }

        boolean ended() throws IOException {
            try {
                return Calls.call(connection, "getExtraBytes") == null && readsEnd();
            } catch (ReflectiveOperationException e) {
                throw Calls.thrown(e);
            }
        }

        private boolean readsEnd() throws ReflectiveOperationException {
            Object pooled = Calls.required(Calls.required(connection, "getByteBufferPool"), "allocate");
            var buffer = (ByteBuffer) Calls.required(pooled, "getBuffer");
            int count = 0;
            try {
                count = (Integer) read.invoke(conduit, buffer);
            } finally {
                if (count <= 0) {
                    Calls.call(pooled, "close");
                }
            }
            if (count > 0) {
                buffer.flip();
                giveBack.invoke(connection, pooled);
            }
            return count < 0;
        }
    }
}
