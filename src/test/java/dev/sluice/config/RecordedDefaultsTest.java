package dev.sluice.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each record holds where nothing is configured: changing a default means changing this on purpose.
class RecordedDefaultsTest {
    @TempDir
    Path home;

    private SluiceConfig config;

    @BeforeEach
    void nothingIsConfigured() {
        config = new TestingConfig(home).config();
    }

    @Test
    void ofTheWhole() {
        assertThat(config.providers()).isEmpty();
        assertThat(config.probeLoopback()).isTrue();
        assertThat(config.aliases()).isEmpty();
        assertThat(config.prices()).isEmpty();
    }

    @Test
    void ofServer() {
        assertThat(config.server())
                .isEqualTo(new ServerConfig(
                        "127.0.0.1",
                        8000,
                        "",
                        Optional.empty(),
                        List.of("*"),
                        10_485_760L,
                        26_214_400L,
                        new TlsConfig(Optional.empty(), Optional.empty()),
                        new PublicApiConfig(false, "", ""),
                        ""));
    }

    @Test
    void ofAuth() {
        assertThat(config.auth())
                .isEqualTo(new AuthConfig(
                        Secret.NONE,
                        Secret.NONE,
                        false,
                        new SsoConfig("X-Forwarded-User", "X-Forwarded-Groups", List.of(), List.of())));
    }

    @Test
    void ofDefaults() {
        assertThat(config.defaults()).isEqualTo(new DefaultsConfig("", "auto", "", "", "", "", ""));
    }

    @Test
    void ofLimits() {
        assertThat(config.limits())
                .isEqualTo(new LimitsConfig(
                        ofSeconds(300),
                        ofSeconds(60),
                        ofSeconds(60),
                        ofSeconds(5),
                        ofSeconds(1),
                        1,
                        new BreakerConfig(5, ofSeconds(10)),
                        0));
    }

    @Test
    void ofAProvider() {
        var provider = new TestingConfig(home)
                .file("providers: { fake: { base-url: 'http://127.0.0.1:9101/v1' } }")
                .config()
                .providers()
                .get("fake");
        assertThat(provider)
                .isEqualTo(new ProviderConfig(
                        "openai",
                        Optional.of(java.net.URI.create("http://127.0.0.1:9101/v1")),
                        Secret.NONE,
                        List.of(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        false,
                        Optional.empty(),
                        Map.of(),
                        JsonOf.nothing(),
                        Optional.empty(),
                        false,
                        1,
                        true));
    }

    @Test
    void ofAnAlias() {
        var aliases = new TestingConfig(home)
                .file("aliases: { fast: [a/b, c] }")
                .config()
                .aliases();
        assertThat(aliases).isEqualTo(Map.of("fast", new AliasConfig("ordered", List.of("a/b", "c"), Map.of())));
    }

    @Test
    void ofAPrice() {
        var prices =
                new TestingConfig(home).file("prices: { 'a/*': {} }").config().prices();
        assertThat(prices)
                .isEqualTo(Map.of(
                        "a/*", new PriceConfig(BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty(), Optional.empty())));
    }

    @Test
    void ofEgress() {
        assertThat(config.egress()).isEqualTo(new EgressConfig(List.of(), List.of(), Optional.empty()));
    }

    @Test
    void ofSearch() {
        assertThat(config.search())
                .isEqualTo(new SearchConfig(
                        "duckduckgo",
                        ofSeconds(10),
                        Optional.empty(),
                        new SearchConfig.Searxng(Optional.empty()),
                        new SearchConfig.Keyed(Secret.NONE),
                        new SearchConfig.Keyed(Secret.NONE),
                        new SearchConfig.Google(Secret.NONE, "")));
    }

    @Test
    void ofMedia() {
        assertThat(config.media()).isEqualTo(new MediaConfig(home.resolve("media"), ofDays(7), 5_368_709_120L));
        assertThat(config.images()).isEqualTo(new ImagesConfig("", 0));
        assertThat(config.images().off()).isTrue();
    }

    @Test
    void ofConversations() {
        assertThat(config.conversations()).isEqualTo(new ConversationsConfig(ofDays(30), 200));
    }

    @Test
    void ofFiles() {
        assertThat(config.files()).isEqualTo(new FilesConfig(209_715_200L, ofDays(30)));
    }

    @Test
    void ofCharacters() {
        assertThat(config.characters())
                .isEqualTo(new CharactersConfig(
                        home.resolve("characters"), home.resolve("instruction-templates"), home.resolve("presets")));
    }

    @Test
    void ofModels() {
        assertThat(config.models())
                .isEqualTo(new ModelsConfig(
                        home.resolve("models"), "auto", Optional.empty(), 4096, 4, 0, ofMinutes(15), 1));
    }

    @Test
    void ofData() {
        assertThat(config.data()).isEqualTo(new DataConfig(Secret.NONE, "java:comp/env/jdbc/sluice", Secret.NONE));
    }

    @Test
    void ofClusterCacheErrorsAndTelemetry() {
        assertThat(config.cluster()).isEqualTo(new ClusterConfig(Secret.NONE));
        assertThat(config.cache()).isEqualTo(new CacheConfig(false, ofMinutes(10)));
        assertThat(config.errors())
                .isEqualTo(new ErrorsConfig(
                        "If you believe this is a bug, please file an issue with the operator of this gateway."));
        assertThat(config.telemetry()).isEqualTo(new TelemetryConfig(true, Optional.empty()));
    }

    @Test
    void ofDocs() {
        assertThat(config.docs()).isEqualTo(new DocsConfig("/docs", "/redoc", "/openapi.json", "Sluice", "", ""));
    }

    @Test
    void ofLog() {
        assertThat(config.log()).isEqualTo(new LogConfig("info", true, "text", List.of()));
    }
}
