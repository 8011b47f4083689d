package dev.sluice.upstream;

import dev.sluice.exchange.Cancellation;
import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Sends requests to upstreams over pooled HTTP/1.1 connections. Thread-safe.
public final class UpstreamClient implements AutoCloseable {
    private static final Duration LATE_ANSWER = Duration.ofSeconds(1);

    private final ClientLimits limits;
    private final HeadReader heads;
    private final Watchdog watchdog = new Watchdog();
    private final Resolver resolver;
    private final Connector connector;
    private final ConnectionPool pool;
    private final Set<InFlight> flights = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public UpstreamClient(ClientLimits limits) {
        this(limits, InetAddress::getAllByName, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    UpstreamClient(ClientLimits limits, Resolver.Lookup lookup, Supplier<SSLSocketFactory> tls) {
        this.limits = limits;
        heads = new HeadReader(limits);
        resolver = new Resolver(lookup);
        connector = new Connector(resolver, tls, watchdog, heads);
        pool = new ConnectionPool(limits, watchdog);
    }

    /// Sends a request and waits for the status line and headers of its answer. Redirects are answers like any other.
    ///
    /// A request may be sent twice in one case only: a kept connection turned out to be closed before any
    /// byte of an answer came.
    ///
    /// @param connectTimeout for name, connection, proxy and TLS together; a kept connection needs none of it
    /// @param headTimeout from the first byte sent to the last byte of the headers
    /// @param cancellation ends the request at any moment until the reply is closed, from any thread
    /// @throws UpstreamException when there is no answer
    /// @throws IllegalArgumentException when the request cannot be written as HTTP
    public UpstreamReply send(
            UpstreamRequest request, Duration connectTimeout, Duration headTimeout, Cancellation cancellation)
            throws IOException {
        return send(request, null, connectTimeout, headTimeout, cancellation);
    }

    /// The same over a connection of its own, to an address that the guard admits.
    UpstreamReply sendGuarded(
            UpstreamRequest request,
            EgressGuard guard,
            Duration connectTimeout,
            Duration headTimeout,
            Cancellation cancellation)
            throws IOException {
        return send(request, guard, connectTimeout, headTimeout, cancellation);
    }

    private UpstreamReply send(
            UpstreamRequest request,
            @Nullable EgressGuard guard,
            Duration connectTimeout,
            Duration headTimeout,
            Cancellation cancellation)
            throws IOException {
        var origin = Origin.of(request.uri(), request.proxy());
        var head = RequestHead.of(request, origin);
        var flight = new InFlight(cancellation, flights);
        UpstreamReply reply = null;
        try {
            // after it is among those in flight: whoever closes sees it there, or is seen here
            if (closed) {
                throw new UpstreamException(Reason.CONNECT_REFUSED, "the client is closed");
            }
            var exchange = new Exchange(origin, request, head, headTimeout, flight, guard);
            reply = onKeptConnection(exchange);
            if (reply == null) {
                reply = answer(exchange, connector.open(origin, guard, connectTimeout, flight));
            }
            return reply;
        } finally {
            if (reply == null) {
                flight.end(Reason.CANCELLED);
                flight.release();
            }
        }
    }

    private record Exchange(
            Origin origin,
            UpstreamRequest request,
            byte[] head,
            Duration headTimeout,
            InFlight flight,
            @Nullable EgressGuard guard) {}

    /// Null when there is none, or none that was still open.
    private @Nullable UpstreamReply onKeptConnection(Exchange exchange) throws IOException {
        // a connection that was made for somebody else may lead where a guard would not go
        var kept = exchange.guard() == null ? pool.take(exchange.origin()) : null;
        if (kept == null) {
            return null;
        }
        try {
            return answer(exchange, kept);
        } catch (UpstreamException e) {
            kept.close();
            if (e.reason() != Reason.CLOSED_EARLY || kept.heard()) {
                throw e;
            }
            return null;
        }
    }

    private UpstreamReply answer(Exchange exchange, Connection connection) throws IOException {
        var flight = exchange.flight();
        connection.serve(flight);
        var deadline = Deadline.in(exchange.headTimeout());
        ReplyHead head;
        boolean wholeSent;
        try (var alarm = watchdog.at(deadline, () -> flight.end(Reason.HEAD_TIMEOUT))) {
            wholeSent = send(exchange, connection);
            head = wholeSent ? heads.read(connection) : lateAnswer(connection, flight);
        }
        var framing = Framing.of(head, exchange.request().method(), connection, limits);
        return new UpstreamReply(
                head,
                wholeSent && exchange.guard() == null ? framing : new Framing(framing.source(), false),
                connection,
                Deadline.millis(exchange.headTimeout()),
                flight,
                whole -> pool.give(exchange.origin(), whole));
    }

    /// False when the upstream stopped listening.
    private static boolean send(Exchange exchange, Connection connection) throws UpstreamException {
        try {
            connection.send(exchange.head(), exchange.request().body());
            return true;
        } catch (IOException e) {
            if (exchange.flight().ended()) {
                throw exchange.flight().explain(e, Reason.CLOSED_EARLY, "");
            }
            return false;
        }
    }

    /// An upstream that stops listening in the middle of a request often has said why.
    private ReplyHead lateAnswer(Connection connection, InFlight flight) throws IOException {
        try (var alarm = watchdog.at(Deadline.in(LATE_ANSWER), () -> flight.end(Reason.HEAD_TIMEOUT))) {
            return heads.read(connection);
        }
    }

    int idle() {
        return pool.size();
    }

    /// Closes all connections: a request in flight is cancelled, and no thread of the client's is left behind but one
    /// that the system's resolver holds. Closing twice does nothing.
    @Override
    public void close() {
        closed = true;
        flights.forEach(flight -> flight.end(Reason.CANCELLED));
        pool.close();
        resolver.close();
        watchdog.close();
    }
}
