package dev.sluice.http;

import dev.sluice.access.Gatekeeper;
import dev.sluice.catalog.Catalog;
import dev.sluice.config.SluiceConfig;
import dev.sluice.dispatch.Dispatcher;
import dev.sluice.ledger.Prices;
import dev.sluice.search.WebSearch;

/// The gateway as one configuration makes it. A request keeps the one it came in with.
public record Running(
        SluiceConfig config,
        Gatekeeper gatekeeper,
        Catalog catalog,
        Dispatcher dispatcher,
        WebSearch search,
        Prices prices) {}
