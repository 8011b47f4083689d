package dev.sluice.app;

import dev.sluice.config.ServerConfig;
import dev.sluice.http.Arrivals;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;

/// Tomcat inside this process, with one virtual thread for each request.
final class EmbeddedServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20_000;
    private static final int WAITING_CONNECTIONS = 4_096;
    private static final int SILENT_CALLER_MILLIS = 60_000;
    private static final int LARGEST_HEAD = 16 * 1024;

    private final Tomcat tomcat = new Tomcat();
    private final ServerConfig config;
    private @Nullable Certificate certificate;

    EmbeddedServer(ServerConfig config, Path work) {
        this.config = config;
        tomcat.setBaseDir(work.toString());
        tomcat.setConnector(connector());
    }

    private Connector connector() {
        var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(config.port());
        connector.setXpoweredBy(false);
        connector.setEncodedSolidusHandling("passthrough");
        connector.setProperty("address", config.host());
        connector.setProperty("useVirtualThreads", "true");
        var protocol = (Http11NioProtocol) connector.getProtocolHandler();
        protocol.setMaxConnections(MOST_CONNECTIONS);
        protocol.setAcceptCount(WAITING_CONNECTIONS);
        protocol.setMaxKeepAliveRequests(-1);
        protocol.setTcpNoDelay(true);
        protocol.setConnectionTimeout(SILENT_CALLER_MILLIS);
        protocol.setMaxHttpRequestHeaderSize(LARGEST_HEAD);
        // small answers share one buffer; a refused upload is read on for a while, so that its sender sees the refusal
        protocol.setMaxSwallowSize((int) Math.min(Integer.MAX_VALUE, 2 * config.maxBody()));
        connector.setProperty("maxHttpResponseHeaderSize", "4096");
        connector.setProperty("socket.appReadBufSize", "4096");
        connector.setProperty("socket.appWriteBufSize", "8192");
        connector.setProperty("processorCache", "200");
        return connector;
    }

    /// Serves a gateway from now on.
    ///
    /// @throws StartException where the certificate cannot be read
    void start(Gateway gateway) throws LifecycleException, StartException {
        if (config.tls().cert().isPresent()) {
            certificate = Certificate.of(config.tls(), tomcat.getConnector());
        }
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(JsonErrorValve.class.getName());
        Context context = tomcat.addContext("", null);
        context.setSessionTimeout(1);
        context.addApplicationListener(Arrivals.class.getName());
        var servlet = new ServletContainer(ResourceConfig.forApplication(new SluiceApplication(gateway)));
        var wrapper = Tomcat.addServlet(context, "sluice", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setLoadOnStartup(1);
        context.addServletMappingDecoded("/*", "sluice");
        tomcat.start();
        if (tomcat.getConnector().getLocalPort() < 0) {
            throw new LifecycleException("port " + config.port() + " on " + config.host() + " is not free");
        }
    }

    String scheme() {
        return tomcat.getConnector().getScheme();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /// Takes no further connections; those there are go on.
    void pause() {
        tomcat.getConnector().pause();
    }

    @Override
    public void close() {
        if (certificate != null) {
            certificate.close();
        }
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            System.getLogger("dev.sluice").log(System.Logger.Level.WARNING, "the server did not stop cleanly", e);
        }
    }
}
