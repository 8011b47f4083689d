package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.TlsConfig;
import dev.sluice.testing.TestingPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateTest {
    @TempDir
    private Path folder;

    private static TlsConfig config(Path cert, Path key) {
        return new TlsConfig(Optional.of(cert), Optional.of(key));
    }

    @Test
    void aRenewedCertificateIsTakenAndABrokenOneIsNot() throws Exception {
        TestingPem first = TestingPem.make(folder);
        var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("work").toString());
        tomcat.setConnector(connector);
        tomcat.addContext("", null);
        try (var certificate = Certificate.of(config(first.cert(), first.key()), connector)) {
            tomcat.start();
            assertThat(trusts(first, connector.getLocalPort())).isTrue();

            TestingPem second = TestingPem.make(folder);
            touch(second);
            certificate.look();
            assertThat(trusts(second, connector.getLocalPort())).isTrue();
            assertThat(trusts(first, connector.getLocalPort())).isFalse();

            Files.writeString(second.key(), "no key");
            touch(second);
            certificate.look();
            assertThat(trusts(second, connector.getLocalPort())).isTrue();
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static void touch(TestingPem pem) throws IOException {
        long later = Files.getLastModifiedTime(pem.cert()).toMillis() + 5_000;
        Files.setLastModifiedTime(pem.cert(), FileTime.fromMillis(later));
        Files.setLastModifiedTime(pem.key(), FileTime.fromMillis(later));
    }

    private static boolean trusts(TestingPem pem, int port) {
        try (var socket = (SSLSocket) pem.trust().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFileThatIsNoCertificateIsToldByItsKey() throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing");
        assertThatThrownBy(() -> Certificate.of(config(none, none), new Connector()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("server.tls.cert");
        TestingPem pem = TestingPem.make(folder);
        assertThatThrownBy(() -> Certificate.of(config(pem.cert(), none), new Connector()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("server.tls.key");
    }
}
