package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderEntriesTest {
    @TempDir
    Path home;

    private TestingConfig testing;

    @BeforeEach
    void aHome() {
        testing = new TestingConfig(home);
    }

    @Test
    void aPresetKnowsKindAddressAndKeyVariable() {
        var groq = testing.file("providers: { groq: {} }")
                .env("GROQ_API_KEY", "gk\n")
                .provider("groq");
        assertThat(groq.kind()).isEqualTo("openai");
        assertThat(groq.baseUrl()).contains(URI.create("https://api.groq.com/openai/v1"));
        assertThat(groq.apiKey().matches("gk")).isTrue();
        assertThat(testing.config().probeLoopback()).isFalse();
    }

    @Test
    void whatTheOperatorWritesGoesBeforeThePreset() {
        testing.file("""
                providers:
                  Groq: { api-key: mine, base-url: "http://127.0.0.1:5/x" }
                  alibaba:
                  gemini: { kind: gemini }
                  ollama: { kind: ollama }
                """).env("GROQ_API_KEY", "gk");
        assertThat(testing.config().providers()).containsOnlyKeys("Groq", "alibaba", "gemini", "ollama");
        assertThat(testing.provider("Groq").apiKey().matches("mine")).isTrue();
        assertThat(testing.provider("Groq").baseUrl()).contains(URI.create("http://127.0.0.1:5/x"));
        assertThat(testing.provider("alibaba").baseUrl())
                .contains(URI.create("https://dashscope-intl.aliyuncs.com/compatible-mode/v1"));
        assertThat(testing.provider("gemini").baseUrl())
                .contains(URI.create("https://generativelanguage.googleapis.com/v1beta"));
        assertThat(testing.provider("ollama").baseUrl()).contains(URI.create("http://localhost:11434"));
    }

    @Test
    void theFirstKeyVariableThatIsSetCounts() {
        testing.file("providers: { gemini: {} }")
                .env("GOOGLE_API_KEY", "second")
                .env("GEMINI_FREE_API_KEY", "fourth");
        assertThat(testing.provider("gemini").apiKey().matches("second")).isTrue();
        testing.env("GEMINI_API_KEY", "first");
        assertThat(testing.provider("gemini").apiKey().matches("first")).isTrue();
    }

    @Test
    void withoutProvidersEveryPresetWithAKeyIsOne() {
        testing.env("GROQ_API_KEY", "g").env("OPENAI_API_KEY", "o").env("XAI_API_KEY", " ");
        assertThat(testing.config().providers().keySet()).containsExactly("openai", "groq");
        assertThat(testing.config().probeLoopback()).isTrue();
        testing.file("providers:\n");
        assertThat(testing.config().providers().keySet()).containsExactly("openai", "groq");
    }

    @Test
    void anEmptyGroupOfProvidersMeansNone() {
        testing.file("providers: {}").env("GROQ_API_KEY", "g");
        assertThat(testing.config().providers()).isEmpty();
        assertThat(testing.config().probeLoopback()).isFalse();
    }

    @Test
    void providersKeepTheOrderOfTheFile() {
        testing.file(
                "providers: { z: { base-url: 'http://h/v1' }, groq: {}, a: { base-url: 'http://h/v1' }, openai: {} }");
        assertThat(testing.config().providers().keySet()).containsExactly("z", "groq", "a", "openai");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, http://h:1, http://h:1/v1",
        "openai, http://h:1/, http://h:1/v1",
        "openai, http://h:1/v1/, http://h:1/v1",
        "openai, http://h:1/v1/v1, http://h:1/v1",
        "openai, http://h:1/api/v4/v4/, http://h:1/api/v4",
        "openai, http://h:1/custom, http://h:1/custom",
        "openai, HTTP://h:1/v1, http://h:1/v1",
        "openai, https://api.deepseek.com, https://api.deepseek.com",
        "openai, https://api.groq.com, https://api.groq.com/openai/v1",
        "openai, https://api.openai.com/v1/v1, https://api.openai.com/v1",
        "anthropic, https://api.anthropic.com, https://api.anthropic.com/v1",
        "gemini, https://generativelanguage.googleapis.com, https://generativelanguage.googleapis.com/v1beta",
        "gemini, http://h/v1beta/v1beta, http://h/v1beta",
        "ollama, http://h:11434/, http://h:11434",
    })
    void addressesArePutRight(String kind, String written, String meant) {
        testing.file("providers: { fake: { kind: " + kind + ", base-url: '" + written + "' } }");
        assertThat(testing.provider("fake").baseUrl()).contains(URI.create(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "sdwebui", "local"})
    void kindsThatComeLaterAreKeptAndSaid(String kind) {
        testing.file("providers: { fake: { kind: " + kind + ", base-url: 'http://h/v1' } }");
        assertThat(testing.provider("fake").kind()).isEqualTo(kind);
        assertThat(testing.notices())
                .containsExactly("providers.fake: kind " + kind + " is not in this version; the provider is left out");
    }

    @Test
    void kindsOnTheClassPathAreKnown() {
        testing.file("providers: { mine: { kind: own } }");
        assertThat(testing.problems()).singleElement().asString().contains("providers.mine.kind", "openai");
        try (var store = ConfigStore.open(testing.inputs(), java.util.Set.of("openai", "own"))) {
            assertThat(store.current().providers()).containsOnlyKeys("mine");
            assertThat(store.notices()).isEmpty();
        }
    }

    @Test
    void ignoredProvidersAreSwitchedOff() {
        testing.env("GROQ_API_KEY", "g").env("OPENAI_API_KEY", "o");
        testing.commandLine.put("ignored-providers", "Groq,absent");
        assertThat(testing.provider("groq").enabled()).isFalse();
        assertThat(testing.provider("openai").enabled()).isTrue();
        assertThat(testing.notices()).containsExactly("--ignored-providers: there is no provider absent");
    }

    @Test
    void aDefaultProviderThatIsNotThereIsAWarning() {
        testing.file("defaults: { provider: fak }\nproviders: { fake: { base-url: 'http://h/v1' } }");
        assertThat(testing.notices())
                .containsExactly("defaults.provider: there is no provider fak; did you mean \"fake\"?");
    }

    @Test
    void everyPresetIsAProviderThatCanBeOpened() {
        assertThat(Presets.all()).hasSizeGreaterThan(35).allSatisfy(preset -> {
            testing.file("providers: { " + preset.name() + ": {} }");
            assertThat(testing.provider(preset.name()).baseUrl()).contains(preset.baseUrl());
        });
    }

    @Test
    void localServersAreLookedForAtTheirUsualPorts() {
        assertThat(Presets.loopback())
                .isEqualTo(Map.of(
                        "ollama", URI.create("http://localhost:11434"),
                        "lmstudio", URI.create("http://127.0.0.1:1234/v1"),
                        "llama-server", URI.create("http://127.0.0.1:8080/v1")));
    }
}
