package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong(7);
    private final RateLimit limit = new RateLimit(nanos::get);

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void soManyMayComeAtOnceAndNoMore() {
        assertThat(IntStream.range(0, 6).mapToObj(any -> limit.ask("a", 6).admitted()))
                .containsOnly(true);
        RateLimit.Told told = limit.ask("a", 6);
        assertThat(told.admitted()).isFalse();
        assertThat(told.remaining()).isZero();
        assertThat(told.next()).isEqualTo(Duration.ofSeconds(10));
        assertThat(told.reset()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limit.ask("b", 6).admitted()).isTrue();
    }

    @Test
    void theStoreFillsUpEvenly() {
        IntStream.range(0, 6).forEach(any -> limit.ask("a", 6));
        later(Duration.ofSeconds(10));
        assertThat(limit.ask("a", 6).admitted()).isTrue();
        assertThat(limit.ask("a", 6).admitted()).isFalse();
        later(Duration.ofHours(1));
        assertThat(limit.ask("a", 6).remaining()).isEqualTo(5);
    }

    @Test
    void aRefusedRequestCostsNothing() {
        IntStream.range(0, 100).forEach(any -> limit.ask("a", 6));
        later(Duration.ofSeconds(10));
        assertThat(limit.ask("a", 6).admitted()).isTrue();
    }

    @Test
    void aLowerLimitHoldsAtOnce() {
        limit.ask("a", 100);
        assertThat(limit.ask("a", 2).remaining()).isEqualTo(1);
    }

    @Test
    void aFloodOfNamesIsForgotten() {
        IntStream.range(0, RateLimit.MOST + 10).forEach(number -> limit.ask("n" + number, 1));
        assertThat(limit.ask("n0", 1).admitted()).isTrue();
        assertThat(limit.ask("n" + (RateLimit.MOST + 9), 1).admitted()).isFalse();
    }
}
