package dev.sluice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.search.duckduckgo.DuckDuckGoEngine;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingSites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is done between callers and engines: keeping, sharing, waiting.
final class WebSearchTest {
    private static final String SITE = "html.duckduckgo.com/html/";

    private final TestingSites sites = TestingSites.start();
    private final TestingWebSearch search = new TestingWebSearch(new DuckDuckGoEngine(), sites);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        search.close();
        sites.close();
        callers.close();
    }

    private static SearchQuery asking(String text) {
        return TestingWebSearch.asking(SearchType.TEXT, text, 2);
    }

    private CompletableFuture<List<SearchResult>> later(String text, Cancellation cancellation) {
        return CompletableFuture.supplyAsync(() -> search.find(asking(text), cancellation), callers);
    }

    private void awaitRequests(int count) {
        while (sites.requests(SITE).size() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aChatGetsTitlesAddressesAndSnippets() {
        sites.show(SITE, "duckduckgo/text.html");
        assertThat(search.search().find("  sluice gate ", 1, new Cancellation()))
                .containsExactly(new Found(
                        "How a sluice works",
                        "https://water.example/gate?a=1&b=2",
                        "A sluice lets water & boats through."));
        assertThat(TestingSites.parameter(sites.requests(SITE).getFirst(), "q")).isEqualTo("sluice gate");
    }

    @Test
    void whatWasFoundLatelyIsNotAskedForAgain() {
        sites.show(SITE, "duckduckgo/text.html");
        List<SearchResult> first = search.find(asking("a"));
        assertThat(search.find(asking("a"))).isEqualTo(first);
        assertThat(sites.requests(SITE)).hasSize(1);
        search.find(asking("b"));
        assertThat(sites.requests(SITE)).hasSize(2);
        search.pass(ResultCache.AGE.plusSeconds(1));
        search.find(asking("a"));
        assertThat(sites.requests(SITE)).hasSize(3);
    }

    @Test
    void failuresAreNotKept() {
        sites.answer(SITE, TestingSites.page("changed.html"), TestingSites.page("duckduckgo/text.html"));
        search.refusal(asking("a"));
        assertThat(search.find(asking("a"))).hasSize(2);
    }

    @Test
    void ofManyWhoAskTheSameOneAsksTheEngine() {
        var latch = new CountDownLatch(1);
        sites.answer(SITE, TestingAnswers.after(latch, TestingSites.page("duckduckgo/text.html")));
        List<CompletableFuture<List<SearchResult>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(later("same", new Cancellation()));
        }
        awaitRequests(1);
        latch.countDown();
        all.forEach(one -> assertThat(one.join()).hasSize(2));
        assertThat(sites.requests(SITE)).hasSize(1);
    }

    @Test
    void whoWaitedForSomebodyWhoLeftAsksAnew() {
        sites.answer(SITE, TestingAnswers.silence(), TestingSites.page("duckduckgo/text.html"));
        var leaving = new Cancellation();
        var first = later("same", leaving);
        awaitRequests(1);
        var second = later("same", new Cancellation());
        leaving.cancel();
        assertThat(second.join()).hasSize(2);
        assertThat(catchThrowableOfType(RuntimeException.class, first::join))
                .hasCauseInstanceOf(RefusedException.class);
    }

    @Test
    void fewSearchesReachAnEngineAtATime() {
        var latch = new CountDownLatch(1);
        sites.answer(SITE, TestingAnswers.after(latch, TestingSites.page("duckduckgo/nothing.html")));
        List<CompletableFuture<List<SearchResult>>> all = new ArrayList<>();
        for (int i = 0; i < Gate.AT_A_TIME + 3; i++) {
            all.add(later("q" + i, new Cancellation()));
        }
        awaitRequests(Gate.AT_A_TIME);
        assertThat(sites.requests(SITE)).hasSize(Gate.AT_A_TIME);
        latch.countDown();
        all.forEach(one -> assertThat(one.join()).isEmpty());
        assertThat(sites.requests(SITE)).hasSize(Gate.AT_A_TIME + 3);
    }

    @Test
    void anUnknownEngineIsRefusedWithAListOfThose() {
        var refused = catchThrowableOfType(
                RefusedException.class, () -> search.search().engine("altavista"));
        assertThat(refused.failure()).isInstanceOfSatisfying(Failure.Invalid.class, invalid -> {
            assertThat(invalid.param()).isEqualTo("engine");
            assertThat(invalid.message()).contains("duckduckgo");
        });
        assertThat(search.search().engine("").name()).isEqualTo("duckduckgo");
    }

    @Test
    void aSlowDripOfAPageEndsWithTheTimeoutToo() {
        sites.answer(SITE, exchange -> {
            exchange.head(200, Map.of("Content-Length", "100000"));
            for (int i = 0; i < 10_000; i++) {
                exchange.write(new byte[] {' '});
                exchange.pause(Duration.ofMillis(20));
            }
        });
        try (var hasty = new TestingWebSearch(new DuckDuckGoEngine(), sites, Duration.ofMillis(400))) {
            assertThat(hasty.refusal(asking("a")))
                    .isInstanceOfSatisfying(
                            Failure.UpstreamBroken.class,
                            broken -> assertThat(broken.timedOut()).isTrue());
        }
    }
}
