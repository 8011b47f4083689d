package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeylessTest {
    private static final String LLMS = """
            {"version": 3, "providers": {
              "groq": {"enabled": true},
              "free": {"enabled": true, "npm": "x", "api": "https://free.example/v1", "env": ["FREE_KEY"]},
              "here": {"enabled": true, "npm": "x", "api": "http://127.0.0.1:9/v1", "env": ["NO_KEY"]},
              "open": {"enabled": true, "npm": "x", "api": "https://open.example/v1"},
              "own": {"enabled": true, "npm": "x", "api": "https://own.example/v1", "api_key": "sk-own"},
              "ollama": {"enabled": true}
            }}""";

    @TempDir
    Path home;

    private static List<String> on(TestingConfig testing) {
        return testing.config().providers().entrySet().stream()
                .filter(provider -> provider.getValue().enabled())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void providersOfLlmsPyWithoutAKeyAreOff() {
        var testing = new TestingConfig(home).file(LLMS);
        assertThat(on(testing)).contains("here", "open", "own", "ollama").doesNotContain("groq", "free");
        assertThat(testing.notices()).contains("llms.json: providers.free: switched off, because FREE_KEY is not set");
    }

    @Test
    void aKeyOfEitherNameSwitchesThemOn() {
        var testing = new TestingConfig(home)
                .file(LLMS)
                .env("FREE_KEY", "sk-free")
                .env("SLUICE_PROVIDERS_GROQ_API_KEY", "sk-groq");
        assertThat(on(testing)).contains("groq", "free");
    }

    @Test
    void sluicesOwnFileIsLeftAsItIs() {
        assertThat(new TestingConfig(home)
                        .file("providers: { groq: {} }\n")
                        .provider("groq")
                        .enabled())
                .isTrue();
    }
}
