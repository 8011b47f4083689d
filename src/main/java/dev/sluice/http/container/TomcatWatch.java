package dev.sluice.http.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.AbstractProcessor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat: looks twice a second whether a connection that waits for its answer has been closed by the caller.
///
/// Tomcat reads nothing from a connection whose answer is awaited, so nobody else uses its read side until the watch is
/// closed. What a caller sends ahead stays in Tomcat's own buffer.
public final class TomcatWatch implements ConnectionWatch {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");
    private static final long LOOK_MILLIS = 500;

    private final Field request;
    private final Field hook;
    private final Field socket;
    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> looking;

    /// @throws ReflectiveOperationException where this Tomcat is not built as expected
    public TomcatWatch(ScheduledExecutorService clock) throws ReflectiveOperationException {
        request = opened(RequestFacade.class, "request");
        hook = opened(org.apache.coyote.Request.class, "hook");
        socket = opened(AbstractProcessor.class, "socketWrapper");
        looking = clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Field opened(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Override
    public Watched watch(HttpServletRequest servletRequest, Runnable gone) {
        SocketWrapperBase<?> connection = connection(servletRequest);
        if (connection == null) {
            return Watched.NOT;
        }
        var entry = new Entry(connection, gone);
        entries.add(entry);
        return entry;
    }

    private @Nullable SocketWrapperBase<?> connection(HttpServletRequest servletRequest) {
        try {
            ServletRequest inner = servletRequest;
            while (inner instanceof ServletRequestWrapper wrapper) {
                inner = wrapper.getRequest();
            }
            if (!(inner instanceof RequestFacade) || servletRequest.isSecure()) {
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

    private void look() {
        entries.forEach(Entry::look);
    }

    @Override
    public void close() {
        looking.cancel(false);
        entries.clear();
    }

    private final class Entry implements Watched {
        private final ReentrantLock lock = new ReentrantLock();
        private final SocketWrapperBase<?> connection;
        private final Runnable gone;
        private boolean closed;

        Entry(SocketWrapperBase<?> connection, Runnable gone) {
            this.connection = connection;
            this.gone = gone;
        }

        void look() {
            if (hasGone()) {
                close();
                gone.run();
            }
        }

        private boolean hasGone() {
            lock.lock();
            try {
                return !closed && !connection.isReadyForRead() && connection.isClosed();
            } catch (IOException e) {
                return true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            entries.remove(this);
            lock.lock();
            try {
                closed = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
