package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.RecipeServer;
import dev.sluice.testing.ServerRecipe;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildFlyServerConfigIT extends ServerConfigJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RecipeServer SERVER = new RecipeServer(ServerRecipe.WILDFLY, () -> config(UPSTREAM));

    @Override
    RecipeServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }

    private static String cli(String arguments) {
        return SERVER.run("\"$JBOSS_HOME/bin/jboss-cli.sh\" --connect --controller=127.0.0.1:" + SERVER.management()
                + " " + arguments);
    }

    @ParameterizedTest
    @CsvSource({"llm-users, sluice-user", "llm-admins, sluice-admin", "sluice-user, sluice-user"})
    void aGroupOfTheHouseIsARoleOfSluice(String group, String role) {
        String user = "member-of-" + group;
        SERVER.run("\"$JBOSS_HOME/bin/add-user.sh\" -a -s -sc \"$JBOSS_BASE_DIR/configuration\" -u " + user
                + " -p 'S0me-Passw0rd' -g " + group);
        cli("\"/subsystem=elytron/properties-realm=ApplicationRealm:load\"");
        assertThat(cli("\"/subsystem=elytron/security-domain=ApplicationDomain:read-identity(name=" + user + ")\""))
                .containsPattern("\"roles\" => \\[[^]]*\"" + role + "\"");
    }

    @Test
    void theScriptMayBeRunAgainWhileTheServerRuns() {
        assertThat(cli("--file=server-config/wildfly/sluice.cli")).doesNotContain("failed");
    }

    @ParameterizedTest
    @CsvSource({
        "max-post-size, 220200960L",
        "max-header-size, 65536",
        "request-parse-timeout, 20000",
        "no-request-timeout, 75000",
        "read-timeout, 310000",
        "write-timeout, 310000",
        "allow-encoded-slash, true"
    })
    void theLimitsAreThoseOfTheScript(String name, String value) {
        for (String listener : new String[] {"http-listener=default", "https-listener=https"}) {
            assertThat(cli("\"/subsystem=undertow/server=default-server/" + listener + ":read-attribute(name=" + name
                            + ")\""))
                    .contains("\"result\" => " + value);
        }
    }

    @Test
    void theLevelOfTheLogIsSetByTheConsole() {
        theLevelOfTheLogIsSetThere(() -> level("DEBUG"), () -> level("INFO"));
    }

    private static void level(String level) {
        cli("\"/subsystem=logging/logger=dev.sluice:write-attribute(name=level,value=" + level + ")\"");
    }

    @Test
    void filesLieInTheOptionalDataSource() {
        cli("--file=server-config/wildfly/datasource.cli");
        assertThat(cli("\"/subsystem=datasources/data-source=sluice:test-connection-in-pool\""))
                .contains("\"outcome\" => \"success\"", "true");
        filesLieIn("java:jboss/datasources/sluice", () -> cli("\"/deployment=sluice.war:redeploy\""));
        assertThat(SERVER.base().resolve("data/sluice.mv.db")).isRegularFile();
    }
}
