package dev.sluice.journey;

import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.ServerSettings;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TomcatManagementIT extends ManagementJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningServer SERVER =
            new RunningServer(ServerHome.TOMCAT, () -> config(UPSTREAM), base -> ServerSettings.tomcat(base, PASSWORD));

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
        return "";
    }
}
