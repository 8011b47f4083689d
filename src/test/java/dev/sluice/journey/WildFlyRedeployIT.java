package dev.sluice.journey;

import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.extension.RegisterExtension;

final class WildFlyRedeployIT extends RedeployJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.bare(ServerHome.WILDFLY, () -> config(UPSTREAM));

    @Override
    RunningServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }

    /// A thread that WildFly's pool starts during a request inherits that application's class loader and keeps it
    /// while it lives, and an idle one holds its last task. There are few of them, however often one deploys.
    @Override
    int keptByTheServer() {
        return 6;
    }

    /// Now and then WildFly's own Weld finds that its own Undertow ended an asynchronous request on another thread.
    @Override
    boolean complainsOfItself(String line) {
        return line.contains("WELD-000714");
    }
}
