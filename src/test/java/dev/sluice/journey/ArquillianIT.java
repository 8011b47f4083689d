package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingClient;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The WAR deployed and taken away again by a server's own management interface, configured by system properties.
@ArquillianTest
@RunAsClient
@EnabledIfSystemProperty(named = "sluice.test.servers", matches = ".+", disabledReason = "run with -Dservers=none")
final class ArquillianIT {
    private static final int PORT = TestingUpstream.freePort();

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    static {
        tellArquillian();
    }

    private static void tellArquillian() {
        try {
            Path file = Files.writeString(
                    Files.createTempFile("sluice", ".yaml"),
                    ServerJourney.config(UPSTREAM).replace("auth: { api-key: caller-key-1 }\n", ""));
            file.toFile().deleteOnExit();
            int management = TestingUpstream.freePort();
            System.setProperty("sluice.test.wildfly", wildfly().toString());
            System.setProperty("sluice.test.management", Integer.toString(management));
            System.setProperty(
                    "sluice.test.arguments",
                    "-Xmx512m -Djava.net.preferIPv4Stack=true -Djboss.bind.address=127.0.0.1 -Djboss.http.port=" + PORT
                            + " -Djboss.https.port=" + TestingUpstream.freePort()
                            + " -Djboss.management.http.port=" + management
                            + " -Dsluice.config=" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path wildfly() throws IOException {
        Path servers = Path.of(System.getProperty("sluice.test.servers", ".")).resolve("wildfly");
        try (var folders = Files.list(servers)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("modules")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no WildFly in " + servers));
        }
    }

    @Deployment(testable = false)
    static WebArchive sluice() {
        return ShrinkWrap.createFromZipFile(
                WebArchive.class,
                RunningSluice.jar().resolveSibling("sluice.war").toFile());
    }

    @Test
    void theDeployedApplicationAnswersAndStreams() {
        UPSTREAM.answer("streams", TestingStream.ofTokens(3));
        UPSTREAM.answer("limited", TestingAnswers.tooMany(7));
        try (var client = new TestingClient("http://127.0.0.1:" + PORT + "/sluice")) {
            assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(client.chat(Json.chat("fake/plain", false)).body()).contains("You said: hello");
            assertThat(client.chat(Json.chat("fake/limited", true)).statusCode())
                    .isEqualTo(429);
            try (TestingEvents events = client.stream(Json.chat("fake/streams", true))) {
                assertThat(TestingEvents.text(events.rest())).isEqualTo("t0 t1 t2");
            }
        }
    }
}
