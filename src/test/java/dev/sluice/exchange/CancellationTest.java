package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void anActionRunsOnceHoweverOftenTheRequestIsCancelled() {
        cancellation.onCancel(runs::incrementAndGet);
        cancellation.cancel();
        cancellation.cancel();
        assertThat(runs).hasValue(1);
    }

    @Test
    void anActionThatComesTooLateRunsAtOnce() {
        cancellation.cancel();
        cancellation.onCancel(runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    @Test
    void anActionTakenBackDoesNotRun() {
        cancellation.onCancel(runs::incrementAndGet).close();
        cancellation.cancel();
        assertThat(runs).hasValue(0);
    }

    @Test
    void theFirstReasonIsTold() {
        var stopping = new Failure.Unavailable("sluice", "stopping");
        cancellation.cancel(stopping);
        cancellation.cancel();
        assertThat(cancellation.why()).isEqualTo(stopping);
    }
}
