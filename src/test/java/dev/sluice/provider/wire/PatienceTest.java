package dev.sluice.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Cancellation;
import dev.sluice.provider.Attempt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration OVER = Duration.ofNanos(1);
    private static final Duration PING = Duration.ofSeconds(1);

    private static Patience patience(boolean streamed, Duration inAll, Duration firstToken, Duration idle) {
        long deadline = System.nanoTime() + inAll.toNanos();
        return new Patience(new Attempt("r", new Cancellation(), deadline, PING, firstToken, idle, PING), streamed);
    }

    @Test
    void aStreamHasTheFirstTokensTimeUntilItsFirstEventAndTheIdleTimeAfterIt() {
        assertThat(patience(true, LONG, OVER, LONG).over()).isTrue();
        var begun = patience(true, LONG, OVER, LONG);
        begun.eventCame();
        assertThat(begun.over()).isFalse();
        var idle = patience(true, LONG, LONG, OVER);
        assertThat(idle.over()).isFalse();
        idle.eventCame();
        assertThat(idle.over()).isTrue();
    }

    @Test
    void afterTheWholeAnswerOnlyItsLastWordsAreWaitedFor() {
        var told = patience(true, LONG, LONG, LONG);
        told.eventCame();
        told.answered();
        assertThat(told.over()).isFalse();
        assertThat(told.untilHead()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    void aWholeAnswerIsBoundedByTheTimeInAllOnly() {
        assertThat(patience(false, LONG, OVER, OVER).over()).isFalse();
        assertThat(patience(false, OVER, LONG, LONG).over()).isTrue();
    }

    @Test
    void noReadWaitsLongerThanAPing() {
        assertThat(patience(true, LONG, LONG, LONG).nextRead()).isEqualTo(PING);
        assertThat(patience(false, LONG, LONG, LONG).nextRead()).isEqualTo(PING);
        assertThat(patience(false, LONG, LONG, LONG).untilHead()).isGreaterThan(PING);
    }
}
