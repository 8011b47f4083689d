package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ProviderConfig;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static Listing listing(ProviderConfig config, Supplier<List<ModelCard>> models) {
        return new Listing(
                new TestingProvider("p", models, model -> {
                    throw new AssertionError("not asked for");
                }),
                config,
                false);
    }

    @Test
    void aConfiguredListIsNeverAskedFor() {
        var listing = listing(TestingProviders.with(List.of("a", "b"), "", null, null, Map.of(), false, true), () -> {
            throw new AssertionError("asked");
        });
        listing.refresh();
        assertThat(listing.names().publicNames()).containsOnlyKeys("a", "b");
        assertThat(listing.problem()).isEmpty();
    }

    @Test
    void keepsItsListAndTellsTheProblemWhenTheUpstreamStopsAnswering() {
        var times = new AtomicInteger();
        var listing = listing(ProviderConfig.ofKind("openai"), () -> {
            if (times.incrementAndGet() > 1) {
                throw new RefusedException(new Failure.UpstreamBroken("p", "gone", false));
            }
            return List.of(ModelCard.of("a"));
        });
        listing.refresh();
        listing.refresh();
        assertThat(listing.names().publicNames()).containsOnlyKeys("a");
        assertThat(listing.problem()).contains("gone");
    }

    @Test
    void aDisabledProviderIsNotAsked() {
        var listing = listing(TestingProviders.with(List.of(), "", null, null, Map.of(), false, false), () -> {
            throw new AssertionError("asked");
        });
        listing.refresh();
        assertThat(listing.names().publicNames()).isEmpty();
    }

    @Test
    void doesNotAskAgainRightAfterAFailure() {
        var times = new AtomicInteger();
        var listing = listing(ProviderConfig.ofKind("openai"), () -> {
            times.incrementAndGet();
            throw new RefusedException(new Failure.UpstreamBroken("p", "gone", false));
        });
        listing.refresh();
        assertThat(listing.retryIfBroken()).isFalse();
        assertThat(times).hasValue(1);
    }
}
