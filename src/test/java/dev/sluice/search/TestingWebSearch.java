package dev.sluice.search;

import dev.sluice.config.SearchConfig;
import dev.sluice.config.Secret;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.TestingSites;
import dev.sluice.upstream.ClientLimits;
import dev.sluice.upstream.UpstreamClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One engine before testing sites, and a clock that is moved by hand.
public final class TestingWebSearch implements AutoCloseable {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private final UpstreamClient client = new UpstreamClient(ClientLimits.DEFAULTS);
    private final AtomicLong ahead = new AtomicLong();
    private final WebSearch search;
    private final SearchEngine engine;

    public TestingWebSearch(SearchEngine engine, TestingSites sites, Duration timeout) {
        this.engine = engine;
        var config = new SearchConfig(
                "duckduckgo",
                timeout,
                Optional.of(URI.create(sites.url())),
                new SearchConfig.Searxng(Optional.empty()),
                new SearchConfig.Keyed(Secret.NONE),
                new SearchConfig.Keyed(Secret.NONE),
                new SearchConfig.Google(Secret.NONE, ""));
        search = new WebSearch(config, List.of(engine), client, CLOCK, () -> System.nanoTime() + ahead.get());
    }

    public TestingWebSearch(SearchEngine engine, TestingSites sites) {
        this(engine, sites, Duration.ofSeconds(10));
    }

    WebSearch search() {
        return search;
    }

    public List<SearchResult> find(SearchQuery query) {
        return search.search(engine, query, new Cancellation());
    }

    public List<SearchResult> find(SearchQuery query, Cancellation cancellation) {
        return search.search(engine, query, cancellation);
    }

    public Failure refusal(SearchQuery query) {
        try {
            throw new AssertionError("found " + find(query));
        } catch (RefusedException e) {
            return e.failure();
        }
    }

    void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    /// A question with everything else as it is by itself.
    public static SearchQuery asking(SearchType type, String text, int maxResults) {
        return asking(type, text, maxResults, Region.ALL, SafeSearch.MODERATE, null);
    }

    public static SearchQuery asking(
            SearchType type, String text, int maxResults, Region region, SafeSearch safe, @Nullable TimeLimit since) {
        return new SearchQuery(text, type, maxResults, region, safe, since, Place.NOWHERE, "", "en", "en");
    }

    @Override
    public void close() {
        client.close();
    }
}
