package dev.sluice.journey;

import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.ServerSettings;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.extension.RegisterExtension;

final class WildFlyManagementIT extends ManagementJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer(
            ServerHome.WILDFLY, () -> config(UPSTREAM), base -> ServerSettings.wildFly(base, PASSWORD));

    @Override
    RunningServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }

    @Override
    String managedThreads() {
        return "EE-ManagedThreadFactory-default";
    }
}
