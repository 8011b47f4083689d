package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.JvmLook;
import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.TestingUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TomcatIT extends ServerJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer(ServerHome.TOMCAT, () -> config(UPSTREAM));

    @Override
    RunningServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }

    /// Weld's servlet listener would leave one behind for each asynchronous request.
    @Test
    void noRequestContextIsLeftAfterLoad() throws Exception {
        var look = new JvmLook(SERVER.pid());
        load(40);
        long before = look.objectsOf(CONTEXTS);
        load(800);
        assertThat(look.objectsOf(CONTEXTS) - before).isLessThan(200);
        assertThat(SERVER.log()).doesNotContain("WELD-000714", "WELD-000715");
    }

    private static final String CONTEXTS = "weld.*Context|jersey.*RequestScope|hk2.*RequestScope|BeanStore";
}
