package dev.sluice.app;

import dev.sluice.config.SearchConfig;
import dev.sluice.search.WebSearch;
import dev.sluice.search.bing.BingEngine;
import dev.sluice.search.brave.BraveEngine;
import dev.sluice.search.duckduckgo.DuckDuckGoEngine;
import dev.sluice.search.google.GoogleEngine;
import dev.sluice.search.mojeek.MojeekEngine;
import dev.sluice.search.searxng.SearxngEngine;
import dev.sluice.search.wikipedia.WikipediaEngine;
import dev.sluice.search.yahoo.YahooEngine;
import dev.sluice.upstream.UpstreamClient;
import java.time.Clock;
import java.util.List;

/// The search engines there are. A further one is a line here.
final class SearchEngines {
    private SearchEngines() {}

    static WebSearch open(SearchConfig config, UpstreamClient client, Clock clock) {
        return new WebSearch(
                config,
                List.of(
                        new DuckDuckGoEngine(),
                        new SearxngEngine(config.searxng().url()),
                        new BraveEngine(config.brave()),
                        new BingEngine(config.bing(), clock),
                        new GoogleEngine(config.google()),
                        new MojeekEngine(clock),
                        new YahooEngine(),
                        new WikipediaEngine()),
                client,
                clock);
    }
}
