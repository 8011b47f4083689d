package dev.sluice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSites;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for each engine, however it is asked. The places where engines differ are told by the subclass.
public abstract class SearchEngineContract {
    protected TestingSites sites;
    protected TestingWebSearch search;

    private final String textSite;
    private final String nothing;

    /// @param textSite where the engine looks for text, such as `html.duckduckgo.com/html/`
    /// @param nothing a recorded page that says that nothing was found
    protected SearchEngineContract(String textSite, String nothing) {
        this.textSite = textSite;
        this.nothing = nothing;
    }

    protected abstract SearchEngine engine();

    @BeforeEach
    void open() {
        sites = TestingSites.start();
        search = new TestingWebSearch(engine(), sites);
    }

    @AfterEach
    void close() {
        search.close();
        sites.close();
    }

    protected final SearchQuery text(int maxResults) {
        return TestingWebSearch.asking(SearchType.TEXT, "sluice gate", maxResults);
    }

    protected final List<SearchResult> find(SearchType type, int maxResults) {
        return search.find(TestingWebSearch.asking(type, "sluice", maxResults));
    }

    /// What the engine is sent where text is asked for.
    protected final TestingRequest sent(String words, int maxResults, Region region, SafeSearch safe, TimeLimit since) {
        sites.show(textSite, nothing);
        search.find(TestingWebSearch.asking(SearchType.TEXT, words, maxResults, region, safe, since));
        return sites.requests(textSite).getFirst();
    }

    private void names(Failure failure) {
        assertThat(failure.message()).contains("'" + engine().name() + "'");
    }

    @Test
    void nothingFoundIsAnEmptyList() {
        sites.show(textSite, nothing);
        assertThat(search.find(text(5))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"changed.html", "google/suggestions.json"})
    void aPageThatIsNotUnderstoodIsAnErrorAndNoEmptyList(String recording) {
        sites.show(textSite, recording);
        Failure failure = search.refusal(text(5));
        assertThat(failure).isInstanceOf(Failure.UpstreamBroken.class);
        assertThat(((Failure.UpstreamBroken) failure).timedOut()).isFalse();
        names(failure);
    }

    @Test
    void tooManyRequestsArePassedOnAndTheEngineIsLeftAloneForAsLongAsItAsks() {
        sites.answer(textSite, TestingSites.status(429, Map.of("Retry-After", "120")), TestingSites.page(nothing));
        assertThat(search.refusal(text(5))).isInstanceOfSatisfying(Failure.RefusedByUpstream.class, refused -> {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(120));
            names(refused);
        });
        search.pass(Duration.ofSeconds(100));
        search.refusal(text(5));
        assertThat(sites.requests(textSite)).hasSize(1);
        search.pass(Duration.ofSeconds(30));
        assertThat(search.find(text(5))).isEmpty();
        assertThat(sites.requests(textSite)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 404})
    void anErrorOfTheEnginesOwnIsTold(int status) {
        sites.answer(textSite, TestingSites.status(status, Map.of()));
        Failure failure = search.refusal(text(5));
        assertThat(failure).isInstanceOf(Failure.UpstreamBroken.class);
        assertThat(failure.message()).contains(Integer.toString(status));
        names(failure);
    }

    @Test
    void silenceEndsWithTheTimeout() {
        sites.answer(textSite, TestingAnswers.silence());
        try (var hasty = new TestingWebSearch(engine(), sites, Duration.ofMillis(300))) {
            assertThat(hasty.refusal(text(5)))
                    .isInstanceOfSatisfying(
                            Failure.UpstreamBroken.class,
                            broken -> assertThat(broken.timedOut()).isTrue());
        }
    }

    @Test
    void aCallerThatGoesAwayEndsTheSearch() {
        sites.answer(textSite, TestingAnswers.silence());
        var cancellation = new Cancellation();
        var searching = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(RefusedException.class, () -> search.find(text(5), cancellation)));
        while (sites.requests(textSite).isEmpty() && !searching.isDone()) {
            Thread.onSpinWait();
        }
        cancellation.cancel();
        assertThat(searching.join().failure()).isInstanceOf(Failure.Cancelled.class);
    }

    @Test
    void aRedirectToAnotherHostIsSuspicion() {
        sites.answer(textSite, TestingSites.status(302, Map.of("Location", "https://consent.example/collect?c=1")));
        assertThat(search.refusal(text(5))).isInstanceOfSatisfying(Failure.Unavailable.class, unavailable -> {
            assertThat(unavailable.retryAfter()).isPositive();
            names(unavailable);
        });
    }
}
