package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
    private static final String PROVIDERS = """
            providers:
              fake-anthropic: { base-url: "http://127.0.0.1:1/v1", map-models: { gpt-4.1: x }, headers: { X-Team: a } }
              a.b: { base-url: "http://127.0.0.1:2/v1" }
              a: { base-url: "http://127.0.0.1:3/v1" }
            """;

    @TempDir
    Path home;

    private TestingConfig testing;

    @BeforeEach
    void aHome() {
        testing = new TestingConfig(home);
    }

    @Test
    void theHighestLayerThatSpeaksWins() {
        assertThat(testing.config().server().port()).isEqualTo(8000);
        testing.file("server: { port: 1 }");
        assertThat(testing.config().server().port()).isEqualTo(1);
        testing.jndi.put("server.port", "2");
        assertThat(testing.config().server().port()).isEqualTo(2);
        testing.properties.put("sluice.server.port", "3");
        assertThat(testing.config().server().port()).isEqualTo(3);
        testing.env("LLM4FREE_PORT", "4");
        assertThat(testing.config().server().port()).isEqualTo(4);
        testing.env("SLUICE_PORT", "5");
        assertThat(testing.config().server().port()).isEqualTo(5);
        testing.env("SLUICE_SERVER_PORT", "6");
        assertThat(testing.config().server().port()).isEqualTo(6);
        testing.commandLine.put("server.port", "7");
        assertThat(testing.config().server().port()).isEqualTo(7);
    }

    @Test
    void layersThatSayNothingOfAKeyLeaveItAlone() {
        testing.file("limits: { request-timeout: 7s, breaker: { failures: 3 } }")
                .env("SLUICE_LIMITS_BREAKER_OPEN", "2s");
        var limits = testing.config().limits();
        assertThat(limits.requestTimeout()).hasSeconds(7);
        assertThat(limits.breaker()).isEqualTo(new BreakerConfig(3, java.time.Duration.ofSeconds(2)));
        assertThat(limits.triesPerProvider()).isEqualTo(1);
    }

    @Test
    void emptyVariablesSayNothing() {
        testing.file("auth: { api-key: k }").env("SLUICE_API_KEY", "").env("SLUICE_PORT", " ");
        assertThat(testing.config().auth().apiKey().matches("k")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SLUICE_API_KEY", "SLUICE_AUTH_API_KEY", "G4F_API_KEY"})
    void theCallersKeyHasShortNames(String name) {
        assertThat(testing.env(name, "k").config().auth().apiKey().matches("k")).isTrue();
    }

    @Test
    void theOperatorsKeyAndTheHostHaveShortNames() {
        testing.env("SLUICE_ADMIN_KEY", "a").env("SLUICE_HOST", "::1");
        assertThat(testing.config().auth().adminKey().matches("a")).isTrue();
        assertThat(testing.config().server().host()).isEqualTo("::1");
    }

    @Test
    void variablesNameEntriesOfTheFile() {
        testing.file(PROVIDERS)
                .env("SLUICE_PROVIDERS_FAKE_ANTHROPIC_BASE_URL", "http://127.0.0.1:9/v1")
                .env("SLUICE_PROVIDERS_FAKE_ANTHROPIC_MAP_MODELS_GPT_4_1", "y")
                .env("SLUICE_PROVIDERS_FAKE_ANTHROPIC_HEADERS_X_TEAM", "b")
                .env("SLUICE_PROVIDERS_FAKE_ANTHROPIC_REQUEST", "{\"temperature\": 0.5}")
                .env("SLUICE_PROVIDERS_FAKE_ANTHROPIC_MODELS", "m1, m2");
        var provider = testing.provider("fake-anthropic");
        assertThat(provider.baseUrl()).contains(URI.create("http://127.0.0.1:9/v1"));
        assertThat(provider.mapModels()).isEqualTo(Map.of("gpt-4.1", "y"));
        assertThat(provider.headers()).isEqualTo(Map.of("X-Team", "b"));
        assertThat(provider.request()).hasToString("{\"temperature\":0.5}");
        assertThat(provider.models()).containsExactly("m1", "m2");
    }

    @Test
    void variablesNamePresets() {
        testing.env("SLUICE_PROVIDERS_GITHUB_MODELS_API_KEY", "k");
        assertThat(testing.config().providers()).containsOnlyKeys("github-models");
        assertThat(testing.config().probeLoopback()).isFalse();
    }

    @Test
    void aVariableCanHoldAllProviders() {
        testing.env(
                        "SLUICE_PROVIDERS",
                        "{one: {base-url: 'http://127.0.0.1:1'}, two: {base-url: 'http://127.0.0.1:2/v1'}}")
                .env("SLUICE_PROVIDERS_ONE_WEIGHT", "3");
        assertThat(testing.config().providers()).containsOnlyKeys("one", "two");
        assertThat(testing.provider("one").weight()).isEqualTo(3);
    }

    @Test
    void dottedNamesFindEntriesWithDots() {
        testing.file(PROVIDERS);
        testing.properties.put("sluice.providers.a.b.weight", "2");
        testing.properties.put("sluice.providers.a.weight", "3");
        testing.properties.put("sluice.providers.fake-anthropic.map-models.gpt-4.1", "z");
        testing.properties.put("sluice.providers.new.base-url", "http://127.0.0.1:4/v1");
        var providers = testing.config().providers();
        assertThat(testing.provider("a.b").weight()).isEqualTo(2);
        assertThat(testing.provider("a").weight()).isEqualTo(3);
        assertThat(testing.provider("fake-anthropic").mapModels()).isEqualTo(Map.of("gpt-4.1", "z"));
        assertThat(providers.keySet()).containsExactly("fake-anthropic", "a.b", "a", "new");
    }

    @Test
    void aliasesAreSetByTheirTargets() {
        testing.file("aliases: { fast: [a], smart: { strategy: cheapest, targets: [b] } }")
                .env("SLUICE_ALIASES_FAST", "c,d");
        testing.properties.put("sluice.aliases.smart.strategy", "weighted");
        testing.properties.put("sluice.aliases.gpt-4.1", "e");
        assertThat(testing.config().aliases())
                .isEqualTo(Map.of(
                        "fast", new AliasConfig("ordered", List.of("c", "d"), Map.of()),
                        "smart", new AliasConfig("weighted", List.of("b"), Map.of()),
                        "gpt-4.1", new AliasConfig("ordered", List.of("e"), Map.of())));
    }

    @Test
    void unknownNamesOutsideTheFileAreWarningsWithTheNearestName() {
        testing.env("SLUICE_LIMITS_REQUEST_TIMOUT", "9s");
        testing.properties.put("sluice.server.prot", "1");
        testing.jndi.put("log.levle", "debug");
        assertThat(testing.notices())
                .anySatisfy(text -> assertThat(text)
                        .contains("SLUICE_LIMITS_REQUEST_TIMOUT", "unknown", "SLUICE_LIMITS_REQUEST_TIMEOUT"))
                .anySatisfy(text -> assertThat(text).contains("system property sluice.server.prot", "server.port"))
                .anySatisfy(text -> assertThat(text).contains("JNDI sluice/log/levle", "log.level"));
    }

    @Test
    void aNameWithTwoMeaningsIsTakenForTheFirstAndSaid() {
        testing.file("providers: { a-b: { base-url: 'http://h/v1' }, a_b: { base-url: 'http://h/v1' } }")
                .env("SLUICE_PROVIDERS_A_B_WEIGHT", "5");
        assertThat(testing.provider("a-b").weight()).isEqualTo(5);
        assertThat(testing.provider("a_b").weight()).isEqualTo(1);
        assertThat(testing.notices()).anyMatch(text -> text.contains("SLUICE_PROVIDERS_A_B_WEIGHT: may mean"));
    }

    @Test
    void wrongValuesOutsideTheFileNameTheirSource() {
        testing.env("SLUICE_PORT", "abc").env("LLM4FREE_REQUEST_LOGGING", "maybe");
        testing.properties.put("sluice.limits.tries-per-provider", "9");
        testing.commandLine.put("log.level", "loud");
        assertThat(testing.problems())
                .containsExactlyInAnyOrder(
                        "SLUICE_PORT: server.port: must be a whole number, not \"abc\"",
                        "LLM4FREE_REQUEST_LOGGING: log.requests: must be true or false, not \"maybe\"",
                        "system property sluice.limits.tries-per-provider: limits.tries-per-provider: must be from 1 to 3",
                        "command line: log.level: must be one of error, warn, info, debug, trace");
    }

    @Test
    void theHomeMovesEveryDefaultPath() {
        assertThat(testing.config().models().dir()).isEqualTo(home.resolve("models"));
        try (var store = testing.open()) {
            assertThat(store.home()).isEqualTo(home);
            assertThat(store.file()).isEqualTo(home.resolve("sluice.yaml"));
        }
    }

    @Test
    void theHomeIsBelowTheUsersWhereNobodyMovesIt() {
        testing.environment.remove("SLUICE_HOME");
        try (var store = testing.open()) {
            assertThat(store.home()).isEqualTo(home.resolve("nobody").resolve(".sluice"));
        }
    }

    @Test
    void theFileCanBeNamed() {
        TestingConfig.write(home.resolve("other.yaml"), "server: { port: 77 }");
        testing.env("SLUICE_CONFIG", home.resolve("other.yaml").toString());
        assertThat(testing.config().server().port()).isEqualTo(77);
        testing.commandLine.put("config", home.resolve("absent.yaml").toString());
        assertThat(testing.problems()).singleElement().asString().contains("absent.yaml", "no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "LLM4FREE_HOST, 0.0.0.0, server.host",
        "LLM4FREE_LOG_LEVEL, critical, log.level",
        "LLM4FREE_DEBUG, true, log.level",
        "G4F_DEBUG, 1, log.level",
        "OPENEDAI_DEBUG, yes, log.level",
        "LLM4FREE_DEFAULT_PROVIDER, groq, defaults.provider",
        "LLM4FREE_BASE_URL, /api/v1, server.base-path",
        "LLM4FREE_API_TITLE, T, docs.title",
        "LLM4FREE_API_DESCRIPTION, D, docs.description",
        "LLM4FREE_API_VERSION, V, docs.version",
        "LLM4FREE_API_DOCS_URL, /x, docs.swagger",
        "LLM4FREE_API_REDOC_URL, /x, docs.redoc",
        "LLM4FREE_API_OPENAPI_URL, /x, docs.openapi",
        "LLM4FREE_REQUEST_LOGGING, false, log.requests",
        "LLM4FREE_CORS_ORIGINS, 'https://a,https://b', server.cors-origins",
        "OPENEDAI_PORT, 5001, server.port",
        "OPENEDAI_EMBEDDING_MODEL, e, defaults.embedding-model",
        "G4F_PROXY, http://p:1, egress.proxy",
    })
    void otherGatewaysVariablesStandForKeys(String variable, String value, String key) {
        var standard = testing.config();
        var direct = new TestingConfig(home);
        direct.properties.put("sluice." + key, variable.endsWith("DEBUG") ? "debug" : value);
        assertThat(testing.env(variable, value).config())
                .isEqualTo(direct.config())
                .isNotEqualTo(standard);
    }

    @Test
    void otherGatewaysKeyFilesMakeTls() {
        testing.env("OPENEDAI_CERT_PATH", "/a").env("OPENEDAI_KEY_PATH", "/b");
        assertThat(testing.config().server().tls().cert()).contains(Path.of("/a"));
        assertThat(testing.config().server().tls().key()).contains(Path.of("/b"));
    }

    @Test
    void otherGatewaysDataDirectoryIsTheHome() {
        testing.environment.remove("SLUICE_HOME");
        testing.env("LLM4FREE_DATA_DIR", home.resolve("app").toString());
        assertThat(testing.config().models().dir()).isEqualTo(home.resolve("app/models"));
    }

    @Test
    void variablesWithoutMeaningAreExplainedInOneNotice() {
        testing.env("LLM4FREE_WORKERS", "4").env("OPENEDAI_EMBEDDING_DEVICE", "cuda");
        assertThat(testing.notices())
                .singleElement()
                .asString()
                .contains("LLM4FREE_WORKERS, OPENEDAI_EMBEDDING_DEVICE", "without effect");
    }
}
