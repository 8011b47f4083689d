package dev.sluice.http.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;

/// Grizzly, in Payara: looks whether the socket of a connection has come to its end.
///
/// Grizzly reads nothing from a connection whose answer is awaited, and takes nothing back. So a caller that sends
/// its next request ahead is told to send it again: its connection closes after this answer, as HTTP/1.1 lets a
/// server do.
final class GrizzlyWatch implements ConnectionWatch {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private final Lookout lookout;

    GrizzlyWatch(ScheduledExecutorService clock) {
        lookout = new Lookout(clock);
    }

    static boolean knows(ServletRequest request) {
        try {
            return connectionOf(catalinaRequest(request)).getClass().getName().startsWith("org.glassfish.grizzly.");
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Object catalinaRequest(ServletRequest request) throws ReflectiveOperationException {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return Calls.required(inner, "getUnwrappedCoyoteRequest");
    }

    private static Object connectionOf(Object catalinaRequest) throws ReflectiveOperationException {
        Object grizzlyRequest = Calls.required(catalinaRequest, "getCoyoteRequest");
        return Calls.required(Calls.required(grizzlyRequest, "getContext"), "getConnection");
    }

    @Override
    public Watchable connection(ServletRequest request) {
        try {
            Object catalina = catalinaRequest(request);
            if (!request.isSecure()
                    && Calls.required(connectionOf(catalina), "getChannel") instanceof SocketChannel channel
                    && Calls.required(catalina, "getResponse") instanceof HttpServletResponse answer) {
                return new Open(channel, answer, lookout);
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection cannot be watched", e);
        }
        return Watchable.NOT;
    }

    private record Open(SocketChannel channel, HttpServletResponse answer, Lookout lookout) implements Watchable {
        @Override
        public Watched watch(Runnable gone) {
            return lookout.keep(() -> ended(channel, answer), gone);
        }

        @Override
        public void breakOff() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a connection cannot be broken off", e);
            }
        }
    }

    private static boolean ended(SocketChannel channel, HttpServletResponse answer) throws IOException {
        if ("close".equals(answer.getHeader("Connection"))) {
            return false;
        }
        int count = channel.read(ByteBuffer.allocate(1));
        if (count > 0) {
            answer.setHeader("Connection", "close");
        }
        return count < 0;
    }

    @Override
    public void close() {
        lookout.close();
    }
}
