package dev.sluice.journey;

import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TomcatRedeployIT extends RedeployJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.bare(ServerHome.TOMCAT, () -> config(UPSTREAM));

    @Override
    RunningServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }
}
