package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Json;
import dev.sluice.testing.RunningServer;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.ServerOperator;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A data source of Tomcat's own, as the recipe has it, with the driver in Tomcat's `lib`.
@EnabledIfSystemProperty(named = "sluice.test.servers", matches = ".+", disabledReason = "run with -Dservers=none")
final class TomcatDataSourceIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.bare(
            ServerHome.TOMCAT, () -> ServerConfigJourney.config(UPSTREAM), TomcatDataSourceIT::addDataSource);

    private static void addDataSource(Path base) throws IOException {
        Path driver = Path.of(URI.create(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        Files.copy(driver, Files.createDirectory(base.resolve("lib")).resolve("h2.jar"));
        Path file = base.resolve("conf/context.xml");
        String resource =
                "<Resource name=\"jdbc/sluice\" type=\"javax.sql.DataSource\" driverClassName=\"org.h2.Driver\""
                        + " url=\"jdbc:h2:" + base.resolve("of-tomcat")
                        + "\" username=\"sa\" password=\"\" maxTotal=\"20\"/>";
        Files.writeString(file, Files.readString(file).replace("</Context>", resource + "</Context>"));
    }

    @Test
    void filesLieInTheServersDataSource() throws IOException {
        try (ServerOperator operator = SERVER.operator()) {
            Path war = RunningSluice.jar().resolveSibling(operator.war());
            operator.deploy(war);
            HttpResponse<String> kept = new TestingForm()
                    .field("purpose", "user_data")
                    .file("file", "a.txt", "x".repeat(500_000))
                    .post(SERVER.client("/ai"), "/v1/files");
            assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
            operator.deploy(war);
            String path = "/v1/files/" + Json.parse(kept.body()).path("id").asText() + "/content";
            assertThat(SERVER.client("/ai").get(path).body()).isEqualTo("x".repeat(500_000));
        }
        assertThat(SERVER.log()).contains("The data store is open: the data source java:comp/env/jdbc/sluice");
        assertThat(SERVER.base().resolve("of-tomcat.mv.db")).isRegularFile();
        assertThat(SERVER.base().resolveSibling("data")).doesNotExist();
    }
}
