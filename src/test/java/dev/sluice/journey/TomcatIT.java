package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.JvmLook;
import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.TestingUpstream;
import java.time.Duration;
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
        load(80);
        long before = settled(look);
        load(800);
        assertThat(Eventually.holds(SETTLING, () -> look.objectsOf(CONTEXTS) <= before))
                .as("%s before, now %s", before, look.objectsOf(CONTEXTS))
                .isTrue();
        assertThat(SERVER.log()).doesNotContain("WELD-000714", "WELD-000715");
    }

    /// How many there are when no request is being torn down any more.
    private static long settled(JvmLook look) {
        long[] last = {-1};
        assertThat(Eventually.holds(SETTLING, () -> {
                    long before = last[0];
                    last[0] = look.objectsOf(CONTEXTS);
                    return last[0] == before;
                }))
                .isTrue();
        return last[0];
    }

    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final String CONTEXTS = "weld.*Context|jersey.*RequestScope|hk2.*RequestScope|BeanStore";
}
