package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Failure;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void countsWhatBeganFailedAndIsUnderWay() {
        var tally = new Tally();
        tally.began();
        tally.began();
        tally.ended();
        tally.failed(new Failure.UpstreamBroken("a", "It fell silent.", true));
        assertThat(tally.requests()).isEqualTo(2);
        assertThat(tally.open()).isEqualTo(1);
        assertThat(tally.failures()).isEqualTo(1);
        assertThat(tally.lastFailure())
                .hasValueSatisfying(failed -> assertThat(failed.message()).isEqualTo("It fell silent."));
    }
}
