package dev.sluice.http;

import dev.sluice.access.Gatekeeper;
import dev.sluice.catalog.Catalog;
import dev.sluice.config.ConfigInputs;
import dev.sluice.config.ConfigStore;
import dev.sluice.config.SluiceConfig;
import dev.sluice.dialect.shape.DocumentParts;
import dev.sluice.dispatch.Cookies;
import dev.sluice.dispatch.Dispatcher;
import dev.sluice.dispatch.Preparation;
import dev.sluice.ledger.Prices;
import dev.sluice.media.ImageFit;
import dev.sluice.routing.Health;
import dev.sluice.routing.Router;
import dev.sluice.search.WebSearch;
import dev.sluice.telemetry.Trail;
import dev.sluice.upstream.ClientLimits;
import dev.sluice.upstream.UpstreamClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A gateway without providers, for tests of what comes before them.
final class TestingRunning {
    private TestingRunning() {}

    static Running of(String yaml) {
        try {
            Path home = Files.createTempDirectory("sluice-test");
            Path file = Files.writeString(home.resolve("sluice.yaml"), yaml);
            var inputs = new ConfigInputs(
                    Map.of("config", file.toString()), Map.of("SLUICE_HOME", home.toString()), Map.of(), Map.of());
            try (var store = ConfigStore.open(inputs, Set.of("openai", "guide"))) {
                return of(store.current());
            } finally {
                Files.delete(file);
                Files.delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Call call(String yaml) {
        return new Call(
                of(yaml),
                new Trail("id", "POST", "/", 0),
                Forwarding.of(Map.of(), "127.0.0.1", address -> false),
                "",
                ErrorShape.OPENAI);
    }

    private static Running of(SluiceConfig config) {
        var catalog = new Catalog(List.of(), config.aliases(), config.defaults());
        var health = new Health(config.limits().breaker(), System::nanoTime);
        return new Running(
                config,
                new Gatekeeper(config.auth()),
                catalog,
                new Dispatcher(
                        new Router(catalog),
                        health,
                        config.limits(),
                        config.egress(),
                        new Preparation(
                                (wanted, url, patience, cancellation) -> {
                                    throw new AssertionError(url);
                                },
                                new DocumentParts(),
                                new ImageFit(config.images())),
                        Cookies.NONE),
                search(config),
                new Prices(config.prices()));
    }

    /// Knows no engine, so that it never calls out.
    private static WebSearch search(SluiceConfig config) {
        try (var client = new UpstreamClient(ClientLimits.DEFAULTS)) {
            return new WebSearch(config.search(), List.of(), client, Clock.systemUTC());
        }
    }
}
