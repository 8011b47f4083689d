package dev.sluice.journey;

import dev.sluice.testing.ArquillianServer;
import dev.sluice.testing.DeployedSluice;
import dev.sluice.testing.TestingUpstream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The same journey where a server's own management interface deploys the WARs and takes them away again, and system
/// properties configure them. Each server has a process of its own for this: their containers for Arquillian do not
/// go together.
@ArquillianTest
@RunAsClient
abstract class ArquillianJourney extends ServerJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final ArquillianServer SERVER = ArquillianServer.prepared(config(UPSTREAM));

    @Deployment(name = "root", order = 1, testable = false)
    static WebArchive root() {
        return SERVER.war("ROOT.war");
    }

    @Deployment(name = "ai", order = 2, testable = false)
    static WebArchive ai() {
        return SERVER.war("ai.war");
    }

    @Override
    DeployedSluice server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }
}
