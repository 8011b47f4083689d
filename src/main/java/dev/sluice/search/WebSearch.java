package dev.sluice.search;

import dev.sluice.config.SearchConfig;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.upstream.UpstreamClient;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Searches the web by one engine at a time, as one configuration says. Thread-safe.
///
/// What was found is kept for a few minutes; of callers who ask the same at the same time one asks the engine,
/// and the others wait for its answer. An engine that asked for it is left alone.
public final class WebSearch {
    private final SearchConfig config;
    private final UpstreamClient client;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<String, SearchEngine> engines = new LinkedHashMap<>();
    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private final ResultCache cache;
    private final SharedSearches shared = new SharedSearches();

    public WebSearch(SearchConfig config, List<SearchEngine> engines, UpstreamClient client, Clock clock) {
        this(config, engines, client, clock, System::nanoTime);
    }

    WebSearch(SearchConfig config, List<SearchEngine> engines, UpstreamClient client, Clock clock, LongSupplier nanos) {
        this.config = config;
        this.client = client;
        this.clock = clock;
        this.nanos = nanos;
        this.cache = new ResultCache(nanos);
        for (SearchEngine engine : engines) {
            this.engines.put(engine.name(), engine);
            gates.put(engine.name(), new Gate(engine.name(), nanos));
        }
    }

    /// What this was made of.
    public SearchConfig config() {
        return config;
    }

    public List<SearchEngine> engines() {
        return List.copyOf(engines.values());
    }

    /// The engine of that name; the configured one where the name is empty.
    ///
    /// @throws RefusedException where there is none, with a list of those there are
    public SearchEngine engine(String name) {
        SearchEngine engine = engines.get(name.isEmpty() ? config.defaultEngine() : name);
        if (engine == null) {
            throw invalid("engine", "engine must be one of " + String.join(", ", engines.keySet()) + ".");
        }
        return engine;
    }

    /// Asks the default engine for pages about `text`: for the context of a chat.
    ///
    /// @param text cut where it is longer than engines take
    /// @param atMost from 1 to [SearchQuery#MOST_RESULTS]
    /// @throws RefusedException where the engine does not answer
    public List<Found> find(String text, int atMost, Cancellation cancellation) {
        return find(text, atMost, Region.ALL, SafeSearch.MODERATE, cancellation);
    }

    /// The same, of one region.
    public List<Found> find(String text, int atMost, Region region, SafeSearch safe, Cancellation cancellation) {
        String one = text.strip();
        SearchQuery all = SearchQuery.text(one.substring(0, Math.min(one.length(), SearchQuery.LONGEST_TEXT)), atMost);
        SearchQuery query = new SearchQuery(
                all.text(), all.type(), atMost, region, safe, null, all.place(), all.from(), all.to(), all.language());
        return search(engine(""), query, cancellation).stream()
                .filter(SearchResult.Text.class::isInstance)
                .map(SearchResult.Text.class::cast)
                .map(page -> new Found(page.title(), page.href(), page.body()))
                .toList();
    }

    /// Looks for `query`, within `search.timeout`.
    ///
    /// @return at most as many results as were asked for; empty where the engine says that it found none
    /// @throws RefusedException where the engine cannot look for this, or does not answer
    public List<SearchResult> search(SearchEngine engine, SearchQuery query, Cancellation cancellation) {
        if (!engine.types().contains(query.type())) {
            String types = engine.types().stream().map(SearchType::word).collect(Collectors.joining(", "));
            throw invalid("type", "type must be one of " + types + " for the engine '" + engine.name() + "'.");
        }
        var search = new Search(engine.name(), query);
        var patience = new Patience(config.timeout(), nanos);
        return cache.of(search)
                .orElseGet(() -> shared.once(
                        search, patience, cancellation, () -> asked(engine, search, patience, cancellation)));
    }

    /// Whoever asks now may have looked a moment before somebody else kept the answer.
    private List<SearchResult> asked(SearchEngine engine, Search search, Patience patience, Cancellation cancellation) {
        return cache.of(search).orElseGet(() -> {
            List<SearchResult> results = ask(engine, search.query(), patience, cancellation);
            cache.keep(search, results);
            return results;
        });
    }

    private List<SearchResult> ask(
            SearchEngine engine, SearchQuery query, Patience patience, Cancellation cancellation) {
        Gate gate = gates.get(engine.name());
        if (gate == null) {
            throw new IllegalArgumentException("an engine of another search: " + engine.name());
        }
        gate.enter(patience);
        try {
            var visit = new Visit(engine.name(), client, config.forwarder(), gate, patience, cancellation, clock);
            return engine.search(query, visit).stream()
                    .limit(query.maxResults())
                    .toList();
        } finally {
            gate.leave();
        }
    }

    static RefusedException invalid(String param, String message) {
        return new RefusedException(new Failure.Invalid(
                message,
                param,
                "invalid_value",
                List.of(new Failure.Detail(List.of("query", param), message, "value_error"))));
    }
}
