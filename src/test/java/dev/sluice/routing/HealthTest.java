package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.TestingProvider;
import dev.sluice.config.BreakerConfig;
import dev.sluice.exchange.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final Health health = new Health(new BreakerConfig(3, Duration.ofSeconds(10)), now::get);
    private final Target first = new Target(TestingProvider.listing("first", "m"), "m");
    private final Target second = new Target(TestingProvider.listing("second", "m"), "m");
    private final List<Target> plan = List.of(first, second);

    private static Failure busy(@Nullable Duration retryAfter) {
        return new Failure.RefusedByUpstream("first", 429, "busy", null, null, null, retryAfter);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aCooldownMovesATargetToTheEndUntilItIsOver() {
        health.failed(first, busy(Duration.ofSeconds(5)));
        assertThat(health.order(plan)).containsExactly(second, first);
        pass(Duration.ofSeconds(6));
        assertThat(health.order(plan)).containsExactly(first, second);
    }

    @Test
    void theBreakerOpensAfterFailuresInARowOnly() {
        health.failed(first, busy(null));
        health.failed(first, busy(null));
        health.succeeded(first);
        health.failed(first, busy(null));
        health.failed(first, busy(null));
        assertThat(health.order(plan)).containsExactly(first, second);
        health.failed(first, busy(null));
        assertThat(health.order(plan)).containsExactly(second, first);
    }

    @Test
    void oneRequestProbesWhenTheTimeIsOverAndTheOthersStayAway() {
        for (int i = 0; i < 3; i++) {
            health.failed(first, busy(null));
        }
        pass(Duration.ofSeconds(11));
        assertThat(health.order(plan)).containsExactly(first, second);
        assertThat(health.order(plan)).containsExactly(second, first);
        health.succeeded(first);
        assertThat(health.order(plan)).containsExactly(first, second);
    }

    @Test
    void aFailedProbeOpensTheBreakerAgain() {
        for (int i = 0; i < 3; i++) {
            health.failed(first, busy(null));
        }
        pass(Duration.ofSeconds(11));
        health.order(plan);
        health.failed(first, busy(null));
        assertThat(health.avoided(first)).isTrue();
    }

    @Test
    void aTargetThatStandsAloneIsAlwaysTried() {
        health.failed(first, busy(Duration.ofHours(1)));
        assertThat(health.order(List.of(first))).containsExactly(first);
    }

    @Test
    void modelsOfOneProviderAreHeldApart() {
        var other = new Target(first.listing(), "other");
        health.failed(first, busy(Duration.ofSeconds(5)));
        assertThat(health.order(List.of(first, other))).containsExactly(other, first);
        assertThat(health.avoided(other)).isFalse();
    }

    @Test
    void remembersABoundedNumberOfTargets() {
        for (int i = 0; i < Health.MOST + 10; i++) {
            health.failed(new Target(first.listing(), "m" + i), busy(Duration.ofSeconds(5)));
        }
        assertThat(health.avoided(new Target(first.listing(), "m0"))).isFalse();
        assertThat(health.avoided(new Target(first.listing(), "m" + Health.MOST)))
                .isTrue();
    }

    @Test
    void aCooldownIsNeverLongerThanTenMinutes() {
        health.failed(first, busy(Duration.ofDays(30)));
        pass(Duration.ofMinutes(11));
        assertThat(health.avoided(first)).isFalse();
    }
}
