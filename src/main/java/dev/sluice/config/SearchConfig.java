package dev.sluice.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `search`: web search engines.
///
/// @param defaultEngine key `default`: the engine that serves a search that names none, one of [#ENGINES]
/// @param timeout the longest a search may take
/// @param forwarder through which the public engines are reached: an engine's host becomes the first segment
/// of the path
public record SearchConfig(
        @Key("default") String defaultEngine,
        Duration timeout,
        Optional<URI> forwarder,
        Searxng searxng,
        Keyed brave,
        Keyed bing,
        Google google) {
    public static final List<String> ENGINES =
            List.of("duckduckgo", "searxng", "brave", "bing", "google", "mojeek", "yahoo", "wikipedia");

    public SearchConfig {
        Rules.of("search")
                .oneOf("default", defaultEngine, ENGINES)
                .longerThanZero("timeout", timeout)
                .check(
                        forwarder.flatMap(WebAddress::fault).isEmpty(),
                        "forwarder",
                        forwarder.flatMap(WebAddress::fault).orElse(""))
                .done();
    }

    /// `search.searxng`: an instance of one's own.
    public record Searxng(Optional<URI> url) {
        public Searxng {
            Rules.of("search.searxng")
                    .check(
                            url.flatMap(WebAddress::fault).isEmpty(),
                            "url",
                            url.flatMap(WebAddress::fault).orElse(""))
                    .done();
        }
    }

    /// An engine that asks for a key.
    public record Keyed(Secret apiKey) {}

    /// `search.google`: Programmable Search.
    ///
    /// @param cx the id of the search engine
    public record Google(Secret apiKey, String cx) {}
}
