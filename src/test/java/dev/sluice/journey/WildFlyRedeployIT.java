package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

final class WildFlyRedeployIT extends RedeployJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    /// An idle thread of WildFly's worker pool keeps two things until it runs again or ends: its last task (from
    /// the thread's frame, `EnhancedQueueExecutor.Task.contextClassLoader`) and the context class loader that it
    /// inherited when it was started during a request (`Thread.contextClassLoader`). So each of them can hold two
    /// earlier deployments: of `task-core-threads`, two by default, for ever, of others until `task-keepalive`
    /// is over; however often one deploys. Without idle threads nothing must hold any.
    @RegisterExtension
    static final RunningServer SERVER =
            RunningServer.bare(ServerHome.WILDFLY, () -> config(UPSTREAM), WildFlyRedeployIT::keepNoIdleThreads);

    private static void keepNoIdleThreads(Path base) throws IOException {
        Path file = base.resolve("configuration/standalone.xml");
        String text = Files.readString(file);
        assertThat(text).contains("<worker name=\"default\"/>");
        Files.writeString(
                file,
                text.replace(
                        "<worker name=\"default\"/>",
                        "<worker name=\"default\" task-core-threads=\"0\" task-keepalive=\"1\"/>"));
    }

    @Override
    RunningServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }

    /// Now and then WildFly's own Weld finds that its own Undertow ended an asynchronous request on another thread.
    @Override
    boolean complainsOfItself(String line) {
        return line.contains("WELD-000714");
    }
}
