package dev.sluice.app;

import dev.sluice.config.AuthConfig;
import dev.sluice.config.ConfigInputs;
import dev.sluice.config.LogConfig;
import dev.sluice.config.PublicApiConfig;
import dev.sluice.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/// The gateway with a server of its own, in one process.
final class Standalone implements AutoCloseable {
    private final Gateway gateway;
    private final EmbeddedServer server;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Tunnel tunnel;

    Standalone(ConfigInputs inputs) {
        gateway = Gateway.start(inputs, Standalone::asset, "");
        server = new EmbeddedServer(
                gateway.config().server(), gateway.store().home().resolve("work"));
        log(gateway.config().log());
        gateway.store().onChange(changed -> log(changed.log()));
    }

    private static void log(LogConfig config) {
        Logging.level(config.level());
        Logging.json(config.format().equals("json"));
    }

    /// @throws StartException where the address is taken, or would let everybody in
    void start() throws StartException {
        refuseOpenDoor(gateway.config().server(), gateway.config().auth());
        Tunnel.check(gateway.config());
        try {
            server.start(gateway);
        } catch (LifecycleException e) {
            throw new StartException(
                    "Sluice cannot listen on " + gateway.config().server().host() + " port "
                            + gateway.config().server().port()
                            + ": is the port taken? Choose another with --port or server.port.",
                    e);
        }
        PublicApiConfig publicApi = gateway.config().server().publicApi();
        if (publicApi.enabled()) {
            tunnel = Tunnel.start(publicApi, server.port(), Standalone::announce);
        }
    }

    private static void announce(String address) {
        System.getLogger("dev.sluice").log(System.Logger.Level.INFO, "public address: {0}/", address);
    }

    private static void refuseOpenDoor(ServerConfig server, AuthConfig auth) throws StartException {
        boolean guarded = auth.apiKey().present()
                || auth.adminKey().present()
                || auth.sso().active()
                || auth.open();
        if (!guarded && !loopback(server.host())) {
            throw new StartException("Sluice does not listen on " + server.host()
                    + " without a key: set SLUICE_API_KEY (auth.api-key), or auth.open to let anybody call.");
        }
    }

    private static boolean loopback(String host) throws StartException {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartException("server.host: '" + host + "' is not an address of this machine.", e);
        }
    }

    private static Optional<byte[]> asset(String path) {
        try (var in = Standalone.class.getResourceAsStream("/webapp/" + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        String host = gateway.config().server().host();
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return server.scheme() + "://" + shown + ":" + server.port()
                + gateway.config().server().basePath() + "/";
    }

    String providers() {
        return gateway.summary();
    }

    Path configurationFile() {
        return gateway.store().file();
    }

    /// Waits until the server has been closed.
    void await() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (tunnel != null) {
            tunnel.close();
        }
        server.pause();
        gateway.close();
        server.close();
        stopped.countDown();
    }
}
