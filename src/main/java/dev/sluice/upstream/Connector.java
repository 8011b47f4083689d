package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes connections: name, TCP, tunnel through a proxy, TLS, all within one deadline.
final class Connector {
    private static final byte[] NO_BODY = {};

    private final Resolver resolver;
    private final Supplier<SSLSocketFactory> tls;
    private final Watchdog watchdog;
    private final HeadReader heads;

    Connector(Resolver resolver, Supplier<SSLSocketFactory> tls, Watchdog watchdog, HeadReader heads) {
        this.resolver = resolver;
        this.tls = tls;
        this.watchdog = watchdog;
        this.heads = heads;
    }

    Connection open(Origin origin, @Nullable EgressGuard guard, Duration timeout, InFlight flight) throws IOException {
        var deadline = Deadline.in(timeout);
        var carrier = dial(origin.proxyOrigin().orElse(origin), guard, deadline, flight);
        if (!origin.tls()) {
            return new Connection(carrier, carrier, watchdog);
        }
        // not by read time-outs, which are for one read each: a peer that drips bytes would never meet one
        try (var alarm = watchdog.at(deadline, () -> flight.end(Reason.CONNECT_TIMEOUT))) {
            if (origin.proxy().isPresent()) {
                tunnel(carrier, origin, flight);
            }
            return new Connection(carrier, secured(carrier, origin.host(), flight), watchdog);
        } catch (IOException | RuntimeException e) {
            carrier.close();
            throw e;
        }
    }

    private Socket dial(Origin to, @Nullable EgressGuard guard, Deadline deadline, InFlight flight) throws IOException {
        var addresses = admitted(resolver.resolve(to.host(), deadline, flight), to, guard);
        UpstreamException last = null;
        for (int i = 0; i < addresses.length && (i == 0 || !deadline.passed()); i++) {
            // an address that swallows packets must leave time for the next one
            var share = Math.max(1, deadline.millisLeft() / (addresses.length - i));
            // NO_PROXY: a SOCKS proxy set for the whole JVM is not ours to use
            var socket = new Socket(Proxy.NO_PROXY);
            try {
                flight.hold(socket);
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(new InetSocketAddress(addresses[i], to.port()), share);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = connectFailure(e, flight);
                if (flight.ended()) {
                    break;
                }
            }
        }
        throw last != null ? last : new UpstreamException(Reason.DNS, "the upstream's host name has no address");
    }

    /// What is connected to is the very address that was looked at: a name may have another one the next time.
    private static InetAddress[] admitted(InetAddress[] addresses, Origin to, @Nullable EgressGuard guard)
            throws UpstreamException {
        if (guard == null) {
            return addresses;
        }
        var open = Arrays.stream(addresses)
                .filter(address -> guard.admits(to.host(), address))
                .toArray(InetAddress[]::new);
        if (open.length == 0) {
            throw new UpstreamException(Reason.CONNECT_REFUSED, "the address is not one that callers may name");
        }
        return open;
    }

    private static UpstreamException connectFailure(IOException e, InFlight flight) {
        return e instanceof SocketTimeoutException
                ? flight.explain(e, Reason.CONNECT_TIMEOUT, "the connection was not made in time")
                : flight.explain(e, Reason.CONNECT_REFUSED, "the upstream refused the connection");
    }

    private void tunnel(Socket carrier, Origin origin, InFlight flight) throws IOException {
        var proxy = new Connection(carrier, carrier, watchdog);
        proxy.serve(flight);
        try {
            proxy.send(RequestHead.connect(origin), NO_BODY);
            var status = heads.read(proxy).status();
            if (status >= 300) {
                throw new UpstreamException(Reason.CONNECT_REFUSED, "the proxy answered " + status);
            }
            if (proxy.buffered() > 0) {
                throw new UpstreamException(Reason.MALFORMED, "the proxy sent bytes of its own into the tunnel");
            }
        } catch (UpstreamException e) {
            throw e;
        } catch (IOException e) {
            throw flight.explain(e, Reason.CLOSED_EARLY, "the connection to the proxy broke");
        }
    }

    private SSLSocket secured(Socket carrier, String host, InFlight flight) throws IOException {
        try {
            // layered over the connected socket with the host's name: that name is sent (SNI) and checked
            var socket = (SSLSocket) tls.get().createSocket(carrier, host, carrier.getPort(), true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw flight.explain(e, Reason.TLS, "no trusted TLS connection to the upstream could be made");
        }
    }
}
