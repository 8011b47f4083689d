package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.RecipeServer;
import dev.sluice.testing.ServerRecipe;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

    @Test
    void theOptionalDataSourceConnects() {
        asadmin("multimode --file server-config/payara/datasource.asadmin");
        assertThat(asadmin("ping-connection-pool sluice")).contains("executed successfully");
        assertThat(asadmin("list-system-properties")).contains("sluice.data.datasource=jdbc/sluice");
    }
}
