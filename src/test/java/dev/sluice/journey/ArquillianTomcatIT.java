package dev.sluice.journey;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Tag;

@ArquillianTest
@RunAsClient
@Tag("arquillian-tomcat")
final class ArquillianTomcatIT extends ArquillianJourney {
    /// What starts Tomcat here has no setting for it; the recipe's `server.xml` and the other Tomcat tests have.
    @Override
    boolean takesEncodedSlashes() {
        return false;
    }
}
