package dev.sluice.config;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each record holds where a file sets every key.
class EveryKeySetTest {
    private static final String FILE = """
            server: { host: 0.0.0.0, port: 9000, base-path: api//v1/, public-url: "https://ai.example/x", cors-origins: [https://a, https://b],
                      max-body: 512KB, max-upload: 1.5MB, tls: { cert: tls/a.pem, key: /etc/b.pem }, public-api: { enabled: true, id: t-1, cloudflared: /opt/c },
                      executor: "java:comp/DefaultManagedThreadFactory" }
            auth: { api-key: k1, admin-key: "k2", open: true, sso: { header-user: X-U, header-groups: X-G, trusted-proxies: [10.0.0.0/8, "::1"], admin-groups: [ops] } }
            defaults: { provider: fake, model: m1, image-model: m2, speech-model: m3, transcription-model: m4, embedding-model: m5, moderation-model: m6 }
            limits: { request-timeout: 2m, first-token-timeout: 30, idle-timeout: 1h, connect-timeout: 500ms, ping-interval: 1d, tries-per-provider: 3, breaker: { failures: 2, open: 1.5s }, requests-per-minute: 7 }
            providers:
              fake:
                kind: openai
                base-url: https://fake.example/v1
                api-key: k3
                models: [a, b/c d]
                default-model: a
                include-models: "^a"
                exclude-models: b$
                map-models: { gpt-4.1: x }
                strict-models: true
                proxy: http://proxy:3128
                headers: { X-Team: a }
                request: { temperature: 0.7, stop: [x, 1], deep: { on: true, none: null, big: 12345678901234567890, text: "1" } }
                timeout: 120s
                cookies: true
                weight: 4
                enabled: false
            aliases: { smart: { strategy: least-latency, targets: [fake/a], when: { fake: "health >= 0.5 and (errors < 10)" } } }
            prices: { "fake/*": { input: 1.00, output: 2, cached: 0.10, from: 2026-01-01 } }
            egress: { allow: [intra.example], proxies: ["http://p:1"], proxy: "http://u:p@p:2" }
            search: { default: searxng, timeout: 3s, forwarder: "http://way.example/out", searxng: { url: "http://searx.example" }, brave: { api-key: b1 }, bing: { api-key: b2 }, google: { api-key: g1, cx: c1 } }
            media: { dir: /m, expiry: 1h, max-total: 2TB }
            images: { max-size: 1536x1024, max-bytes: 1.5MB }
            conversations: { expiry: 2h, max-turns: 3 }
            files: { max-size: 9, expiry: 3h }
            characters: { dir: /c, templates-dir: /t, presets-dir: /p }
            models: { dir: /g, engine: llama-server, llama-server: /opt/llama, context: 1, slots: 2, threads: 3, idle-unload: 4s, max-loaded: 5 }
            data: { url: "jdbc:postgresql://db/x?password=p", datasource: "java:jdbc/y", secret-key: s1 }
            cluster: { redis: "redis://:p@r:6379" }
            cache: { enabled: true, ttl: 1s }
            docs: { swagger: /d, redoc: /r, openapi: /o/api.json, title: T, description: D, version: V }
            errors: { footer: "" }
            log: { level: WARNING, requests: false, format: json, contents: [team-a] }
            telemetry: { metrics: false, otlp: "http://otel:4318" }
            """;

    @TempDir
    Path home;

    private SluiceConfig config;

    @BeforeEach
    void everythingIsConfigured() {
        config = new TestingConfig(home).file(FILE).config();
    }

    @Test
    void setsNoKeyThatTheFileOfThisTestForgot() {
        var tree = YamlText.inline(FILE, new Origin("", home), problem -> {});
        for (var path : Keys.paths()) {
            var written = List.copyOf(path).stream()
                    .map(key -> !key.equals("*")
                            ? key
                            : Map.of("providers", "fake", "aliases", "smart", "prices", "fake/*")
                                    .getOrDefault(path.getFirst(), ""))
                    .toList();
            assertThat(tree.at(written)).as(String.join(".", path)).isPresent();
        }
    }

    @Test
    void ofServer() {
        assertThat(config.server())
                .isEqualTo(new ServerConfig(
                        "0.0.0.0",
                        9000,
                        "/api/v1",
                        Optional.of(URI.create("https://ai.example/x")),
                        List.of("https://a", "https://b"),
                        524_288L,
                        1_572_864L,
                        new TlsConfig(Optional.of(home.resolve("tls/a.pem")), Optional.of(Path.of("/etc/b.pem"))),
                        new PublicApiConfig(true, "t-1", "/opt/c"),
                        "java:comp/DefaultManagedThreadFactory"));
    }

    @Test
    void ofAuth() {
        assertThat(config.auth())
                .isEqualTo(new AuthConfig(
                        Secret.of("k1"),
                        Secret.of("k2"),
                        true,
                        new SsoConfig("X-U", "X-G", List.of("10.0.0.0/8", "::1"), List.of("ops"))));
    }

    @Test
    void ofDefaults() {
        assertThat(config.defaults()).isEqualTo(new DefaultsConfig("fake", "m1", "m2", "m3", "m4", "m5", "m6"));
    }

    @Test
    void ofLimits() {
        assertThat(config.limits())
                .isEqualTo(new LimitsConfig(
                        ofSeconds(120),
                        ofSeconds(30),
                        Duration.ofHours(1),
                        ofMillis(500),
                        Duration.ofDays(1),
                        3,
                        new BreakerConfig(2, ofMillis(1500)),
                        7));
    }

    @Test
    void ofAProvider() {
        assertThat(config.probeLoopback()).isFalse();
        var provider = Objects.requireNonNull(config.providers().get("fake"));
        assertThat(provider.includeModels().orElseThrow().pattern()).isEqualTo("^a");
        assertThat(provider.excludeModels().orElseThrow().pattern()).isEqualTo("b$");
        assertThat(provider.request())
                .hasToString("{\"temperature\":0.7,\"stop\":[\"x\",1],\"deep\":{\"on\":true,\"none\":null,"
                        + "\"big\":12345678901234567890,\"text\":\"1\"}}");
        assertThat(provider)
                .isEqualTo(new ProviderConfig(
                        "openai",
                        Optional.of(URI.create("https://fake.example/v1")),
                        Secret.of("k3"),
                        List.of("a", "b/c d"),
                        "a",
                        provider.includeModels(),
                        provider.excludeModels(),
                        Map.of("gpt-4.1", "x"),
                        true,
                        Optional.of(URI.create("http://proxy:3128")),
                        Map.of("X-Team", "a"),
                        provider.request(),
                        Optional.of(ofSeconds(120)),
                        true,
                        4,
                        false));
    }

    @Test
    void ofAnAlias() {
        assertThat(config.aliases().get("smart"))
                .isEqualTo(new AliasConfig(
                        "least-latency", List.of("fake/a"), Map.of("fake", "health >= 0.5 and (errors < 10)")));
    }

    @Test
    void ofAPrice() {
        assertThat(config.prices().get("fake/*"))
                .isEqualTo(new PriceConfig(
                        new BigDecimal("1.00"),
                        new BigDecimal("2"),
                        Optional.of(new BigDecimal("0.10")),
                        Optional.of(LocalDate.of(2026, 1, 1))));
    }

    @Test
    void ofEgress() {
        assertThat(config.egress())
                .isEqualTo(new EgressConfig(
                        List.of("intra.example"), List.of("http://p:1"), Optional.of(URI.create("http://u:p@p:2"))));
    }

    @Test
    void ofSearch() {
        assertThat(config.search())
                .isEqualTo(new SearchConfig(
                        "searxng",
                        ofSeconds(3),
                        Optional.of(URI.create("http://way.example/out")),
                        new SearchConfig.Searxng(Optional.of(URI.create("http://searx.example"))),
                        new SearchConfig.Keyed(Secret.of("b1")),
                        new SearchConfig.Keyed(Secret.of("b2")),
                        new SearchConfig.Google(Secret.of("g1"), "c1")));
    }

    @Test
    void ofMediaConversationsAndFiles() {
        assertThat(config.media()).isEqualTo(new MediaConfig(Path.of("/m"), Duration.ofHours(1), 2L << 40));
        assertThat(config.images()).isEqualTo(new ImagesConfig("1536x1024", 1_572_864));
        assertThat(config.conversations()).isEqualTo(new ConversationsConfig(Duration.ofHours(2), 3));
        assertThat(config.files()).isEqualTo(new FilesConfig(9, Duration.ofHours(3)));
    }

    @Test
    void ofCharacters() {
        assertThat(config.characters()).isEqualTo(new CharactersConfig(Path.of("/c"), Path.of("/t"), Path.of("/p")));
    }

    @Test
    void ofModels() {
        assertThat(config.models())
                .isEqualTo(new ModelsConfig(
                        Path.of("/g"), "llama-server", Optional.of(Path.of("/opt/llama")), 1, 2, 3, ofSeconds(4), 5));
    }

    @Test
    void ofDataClusterAndCache() {
        assertThat(config.data())
                .isEqualTo(
                        new DataConfig(Secret.of("jdbc:postgresql://db/x?password=p"), "java:jdbc/y", Secret.of("s1")));
        assertThat(config.cluster()).isEqualTo(new ClusterConfig(Secret.of("redis://:p@r:6379")));
        assertThat(config.cache()).isEqualTo(new CacheConfig(true, ofSeconds(1)));
    }

    @Test
    void ofDocsErrorsLogAndTelemetry() {
        assertThat(config.docs()).isEqualTo(new DocsConfig("/d", "/r", "/o/api.json", "T", "D", "V"));
        assertThat(config.errors()).isEqualTo(new ErrorsConfig(""));
        assertThat(config.log()).isEqualTo(new LogConfig("warn", false, "json", List.of("team-a")));
        assertThat(config.telemetry())
                .isEqualTo(new TelemetryConfig(false, Optional.of(URI.create("http://otel:4318"))));
    }

    @Test
    void printsNoSecret() {
        assertThat(config.toString())
                .doesNotContain("k1", "k2", "k3", "b1", "b2", "g1", "s1", "password", "p@r", "u:p@")
                .contains("***");
    }
}
