package dev.sluice.app;

import dev.sluice.config.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/// Has a connector speak TLS with the files that an operator names, and take them again when they were renewed;
/// connections under way keep what they began with.
final class Certificate implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice");
    private static final long LOOK_SECONDS = 30;

    private final Path cert;
    private final Path key;
    private final AbstractHttp11Protocol<?> protocol;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sluice-certificate").factory());
    private List<FileTime> taken;

    private Certificate(Path cert, Path key, AbstractHttp11Protocol<?> protocol) throws IOException {
        this.cert = cert;
        this.key = key;
        this.protocol = protocol;
        this.taken = times();
    }

    /// Prepares a connector that has not been started.
    ///
    /// @throws StartException where a file cannot be read
    static Certificate of(TlsConfig config, Connector connector) throws StartException {
        Path cert = holding("CERTIFICATE-----", "server.tls.cert", config.cert().orElseThrow());
        Path key = holding("PRIVATE KEY-----", "server.tls.key", config.key().orElseThrow());
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(cert.toString());
        certificate.setCertificateKeyFile(key.toString());
        host.addCertificate(certificate);
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
        try {
            var watched = new Certificate(cert, key, (AbstractHttp11Protocol<?>) connector.getProtocolHandler());
            watched.clock.scheduleWithFixedDelay(watched::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
            return watched;
        } catch (IOException e) {
            throw new StartException("The certificate " + cert + " or its key cannot be read.", e);
        }
    }

    private static Path holding(String mark, String name, Path file) throws StartException {
        try {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(mark)) {
                return file;
            }
        } catch (IOException e) {
            throw new StartException(name + ": the file " + file + " cannot be read.", e);
        }
        throw new StartException(name + ": the file " + file + " holds none in the format PEM.");
    }

    private List<FileTime> times() throws IOException {
        return List.of(Files.getLastModifiedTime(cert), Files.getLastModifiedTime(key));
    }

    /// Takes the files again where they have changed.
    void look() {
        try {
            List<FileTime> now = times();
            if (!now.equals(taken)) {
                taken = now;
                protocol.reloadSslHostConfigs();
                LOG.log(System.Logger.Level.INFO, "the renewed certificate {0} is in use", cert);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the renewed certificate {0} cannot be used, the old one stays: {1}",
                    cert,
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
