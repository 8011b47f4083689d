package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.RecipeServer;
import dev.sluice.testing.ServerRecipe;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayaraServerConfigIT extends ServerConfigJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RecipeServer SERVER = new RecipeServer(ServerRecipe.PAYARA, () -> config(UPSTREAM));

    @Override
    RecipeServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }

    private static String asadmin(String arguments) {
        return SERVER.run("\"$PAYARA_HOME/bin/asadmin\" " + arguments);
    }

    @Test
    void aGroupOfTheRealmIsARole() {
        assertThat(asadmin("get server-config.security-service.activate-default-principal-to-role-mapping"))
                .contains("mapping=true");
    }

    @Test
    void theLogHasALevelOfItsOwn() {
        assertThat(asadmin("list-log-levels")).containsPattern("dev\\.sluice\\s+<INFO>");
    }

    @Test
    void theFileMayBeAppliedAgain() {
        assertThat(asadmin("multimode --file server-config/payara/sluice.asadmin"))
                .doesNotContain("failed");
    }

    @ParameterizedTest
    @CsvSource({
        "max-post-size-bytes, 220200960",
        "header-buffer-length-bytes, 32768",
        "timeout-seconds, 75",
        "request-timeout-seconds, 310",
        "max-connections, -1",
        "encoded-slash-enabled, true"
    })
    void theLimitsAreThoseOfTheFile(String name, String value) {
        for (String listener : new String[] {"http-listener-1", "http-listener-2"}) {
            assertThat(asadmin("get server-config.network-config.protocols.protocol." + listener + ".http." + name))
                    .contains("." + name + "=" + value);
        }
    }

    @Test
    void theLevelOfTheLogIsSetByTheConsole() {
        theLevelOfTheLogIsSetThere(
                () -> asadmin("set-log-levels dev.sluice=FINE"), () -> asadmin("set-log-levels dev.sluice=INFO"));
    }

    @Test
    void filesLieInTheOptionalDataSource() {
        asadmin("multimode --file server-config/payara/datasource.asadmin");
        assertThat(asadmin("ping-connection-pool sluice")).contains("executed successfully");
        filesLieIn("jdbc/sluice", () -> asadmin("redeploy --name sluice target/sluice.war"));
        assertThat(SERVER.base().resolve("domain1/lib/databases/sluice.mv.db")).isRegularFile();
    }
}
