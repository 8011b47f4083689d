package dev.sluice.http.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.AbstractProcessor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat: looks whether the socket of a connection has come to its end.
///
/// Tomcat reads nothing from a connection whose answer is awaited, so nobody else uses its read side until the watch is
/// closed. What a caller sends ahead stays in Tomcat's own buffer.
final class TomcatWatch implements ConnectionWatch {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private final Field request;
    private final Field hook;
    private final Field socket;
    private final Lookout lookout;

    /// @throws ReflectiveOperationException where this Tomcat is not built as expected
    /// @throws LinkageError where this is no Tomcat
    TomcatWatch(ScheduledExecutorService clock) throws ReflectiveOperationException {
        request = opened(RequestFacade.class, "request");
        hook = opened(org.apache.coyote.Request.class, "hook");
        socket = opened(AbstractProcessor.class, "socketWrapper");
        lookout = new Lookout(clock);
    }

    private static Field opened(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Override
    public Watchable connection(ServletRequest servletRequest) {
        SocketWrapperBase<?> connection = socketOf(servletRequest);
        return connection == null ? Watchable.NOT : new Socket(connection, servletRequest.isSecure(), lookout);
    }

    private record Socket(SocketWrapperBase<?> connection, boolean secure, Lookout lookout) implements Watchable {
        @Override
        public Watched watch(Runnable gone) {
            return secure
                    ? NOT.watch(gone)
                    : lookout.keep(() -> !connection.isReadyForRead() && connection.isClosed(), gone);
        }

        @Override
        public void breakOff() {
            connection.close();
        }
    }

    private @Nullable SocketWrapperBase<?> socketOf(ServletRequest servletRequest) {
        try {
            ServletRequest inner = servletRequest;
            while (inner instanceof ServletRequestWrapper wrapper) {
                inner = wrapper.getRequest();
            }
            if (!(inner instanceof RequestFacade)) {
                return null;
            }
            var coyote = ((Request) request.get(inner)).getCoyoteRequest();
            return hook.get(coyote) instanceof AbstractProcessor processor
                    ? (SocketWrapperBase<?>) socket.get(processor)
                    : null;
        } catch (IllegalAccessException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection cannot be watched", e);
            return null;
        }
    }

    @Override
    public void close() {
        lookout.close();
    }
}
