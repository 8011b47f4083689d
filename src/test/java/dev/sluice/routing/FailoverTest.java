package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.TestingProvider;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Failure.Tried;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverTest {
    private static Failure status(int status) {
        return new Failure.RefusedByUpstream("p", status, "said", null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "400,false", "401,true", "402,false", "403,true", "404,true", "408,true", "409,true", "413,false",
        "415,false", "422,false", "425,true", "429,true", "500,true", "502,true", "503,true", "529,true",
    })
    void theUpstreamsFaultsGoOnAndTheCallersDoNot(int status, boolean expected) {
        assertThat(Failover.anotherTargetMayHelp(status(status))).isEqualTo(expected);
    }

    @Test
    void brokenAnswersGoOnAndCancelledRequestsDoNot() {
        assertThat(Failover.anotherTargetMayHelp(new Failure.UpstreamBroken("p", "cut", false)))
                .isTrue();
        assertThat(Failover.anotherTargetMayHelp(new Failure.Cancelled("gone"))).isFalse();
    }

    @Test
    void oneTargetsOwnFailureIsTheCallersAnswer() {
        var target = new Target(TestingProvider.listing("p", "m"), "m");
        var tried = List.of(new Tried("p", "m", status(500)), new Tried("p", "m", status(429)));
        assertThat(Failover.afterTrying(new Route("m", List.of(target)), tried)).isEqualTo(status(429));
    }

    @Test
    void ofSeveralTargetsAllThatWasTriedIsTold() {
        var route = new Route(
                "m",
                List.of(
                        new Target(TestingProvider.listing("a", "m"), "m"),
                        new Target(TestingProvider.listing("b", "m"), "m")));
        var tried = List.of(new Tried("a", "m", status(500)), new Tried("b", "m", status(429)));
        assertThat(Failover.afterTrying(route, tried)).isInstanceOfSatisfying(Failure.Exhausted.class, failure -> {
            assertThat(failure.tried()).isEqualTo(tried);
            assertThat(failure.allWere(429)).isFalse();
        });
    }
}
