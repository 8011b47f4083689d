package dev.sluice.config.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ForeignFileTest {
    private static final ForeignFile FILES = new ForeignFile(name -> switch (name) {
        case "groq" -> Optional.of(new KnownVendor("groq", "openai", "https://api.groq.com/openai/v1", "GROQ_API_KEY"));
        case "openai" ->
            Optional.of(new KnownVendor("openai", "openai", "https://api.openai.com/v1", "OPENAI_API_KEY"));
        case "google", "gemini" ->
            Optional.of(new KnownVendor("gemini", "gemini", "https://g.example/v1beta", "GEMINI_API_KEY"));
        default -> Optional.empty();
    });

    private static final String VERSION_3 = """
            {
              "version": 3,
              "defaults": {"headers": {"Content-Type": "application/json"},
                           "text": {"model": "Codestral", "messages": []},
                           "out:image": {"model": "flux"}, "odd": 1},
              "limits": {"client_timeout": 240, "client_max_size": 20971520, "retries": 7, "max_iterations": 10},
              "convert": {"image": {"max_size": "1536x1024", "max_length": 1572864, "quality": 85}, "audio": {}},
              "providers": {
                "groq": {"enabled": true},
                "codestral": {"enabled": true, "npm": "codestral", "api": "https://codestral.mistral.ai/v1",
                  "env": ["CODESTRAL_API_KEY"], "temperature": 0.2, "exclude_models": "(?i)embed",
                  "map_models": {"code": "codestral-latest"},
                  "models": {"codestral-latest": {"id": "codestral-latest", "name": "Codestral",
                    "cost": {"input": 0.3, "output": 0.9}}}},
                "claude": {"npm": "@ai-sdk/anthropic", "api": "https://api.anthropic.com/v1", "api_key": "$CLAUDE_KEY"},
                "ollama": {"enabled": false, "npm": "ollama", "api": "http://localhost:11434"},
                "nowhere": {"enabled": true},
                "google": {"enabled": true, "safety_settings": []}
              }
            }""";

    private static Map<?, ?> at(Imported imported, String... path) {
        Object group = imported.settings();
        for (String name : path) {
            group = Objects.requireNonNull(((Map<?, ?>) group).get(name), name);
        }
        return (Map<?, ?>) group;
    }

    @Test
    void providersOfVersionThreeBecomeProviders() {
        Imported imported = FILES.read(VERSION_3);

        assertThat(at(imported, "providers").keySet().stream()
                        .map(String::valueOf)
                        .toList())
                .containsExactly("groq", "codestral", "claude", "ollama", "google");
        assertThat(at(imported, "providers", "groq").keySet()).isEmpty();
        assertThat(at(imported, "providers", "codestral").toString())
                .isEqualTo("{kind=openai, base-url=https://codestral.mistral.ai/v1, api-key=${CODESTRAL_API_KEY:},"
                        + " map-models={code=codestral-latest, Codestral=codestral-latest}, models=[codestral-latest], exclude-models=(?i)embed,"
                        + " request={temperature=0.2}}");
        assertThat(at(imported, "providers", "claude").toString())
                .isEqualTo("{kind=anthropic, base-url=https://api.anthropic.com/v1, api-key=${CLAUDE_KEY:}}");
        assertThat(at(imported, "providers", "ollama").get("enabled")).isEqualTo(false);
    }

    @Test
    void limitsDefaultsAndPricesComeAlong() {
        Imported imported = FILES.read(VERSION_3);

        assertThat(at(imported, "limits").toString()).isEqualTo("{request-timeout=240s, tries-per-provider=3}");
        assertThat(at(imported, "server").toString()).isEqualTo("{max-body=20971520B}");
        assertThat(at(imported, "images").toString()).isEqualTo("{max-size=1536x1024, max-bytes=1572864B}");
        assertThat(at(imported, "defaults").get("model")).isEqualTo("codestral-latest");
        assertThat(at(imported, "defaults").get("image-model")).isEqualTo("flux");
        assertThat(at(imported, "prices", "codestral/codestral-latest").toString())
                .isEqualTo("{input=0.3, output=0.9}");
    }

    @Test
    void whatHasNoCounterpartIsSaid() {
        assertThat(FILES.read(VERSION_3).remarks())
                .contains(
                        "providers.nowhere: left out, because the file does not say where it is; add it with a base-url",
                        "providers.google.safety_settings: has no counterpart here",
                        "limits.max_iterations: has no counterpart here",
                        "defaults.odd: has no counterpart here",
                        "convert.image.quality: has no counterpart here",
                        "convert.audio: has no counterpart here");
    }

    @Test
    void versionTwoMapsModelsAndPricesEachToken() {
        Imported imported = FILES.read("""
                {"providers": {
                  "Free One": {"enabled": true, "type": "OpenAiProvider", "base_url": "https://free.example/openai",
                    "api_key": "$FREE_KEY", "models": {"kimi-k2": "moonshotai/kimi-k2-instruct"},
                    "default_pricing": {"input": "0.0000006", "output": "0"},
                    "pricing": {"kimi-k2": {"input": "0.000001", "output": "0.000003"}}},
                  "groq": {"npm": "@ai-sdk/groq", "api": "https://api.groq.com/openai/v1", "env": ["GROQ_API_KEY"],
                    "model_map": {"kimi-k2-instruct": "moonshotai/kimi-k2-instruct"}},
                  "home": {"type": "OllamaProvider", "base_url": "http://localhost:11434", "all_models": true}
                }}""");

        assertThat(at(imported, "providers", "free-one").toString())
                .isEqualTo("{kind=openai, base-url=https://free.example/openai/v1, api-key=${FREE_KEY:},"
                        + " map-models={kimi-k2=moonshotai/kimi-k2-instruct}, models=[moonshotai/kimi-k2-instruct]}");
        assertThat(at(imported, "providers", "home").toString())
                .isEqualTo("{kind=ollama, base-url=http://localhost:11434}");
        assertThat(at(imported, "providers", "groq", "map-models").toString())
                .isEqualTo("{kimi-k2-instruct=moonshotai/kimi-k2-instruct}");
        assertThat(at(imported, "prices").toString())
                .isEqualTo("{free-one/*={input=0.6, output=0}, free-one/kimi-k2={input=1, output=3}}");
    }

    private static final String LITELLM = """
            model_list:
              - model_name: gpt-4o
                litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY, weight: 2}
              - model_name: gpt-4o
                litellm_params:
                  model: azure/house-gpt
                  api_base: https://house.openai.azure.com
                  api_key: os.environ/AZURE_API_KEY
                  api_version: "2024-10-21"
                  rpm: 60
              - model_name: small
                litellm_params: {model: groq/llama-3.1-8b, input_cost_per_token: 0.00000005,
                                 output_cost_per_token: 0.00000008}
              - model_name: other-account
                litellm_params: {model: openai/gpt-4o, api_key: sk-other}
              - model_name: "*"
                litellm_params: {model: "groq/*"}
              - model_name: bed
                litellm_params: {model: bedrock/claude}
            litellm_settings:
              num_retries: 1
              request_timeout: 120
              drop_params: true
              fallbacks: [{"small": ["gpt-4o"]}]
            router_settings:
              routing_strategy: least-busy
              model_group_alias: {"gpt-4": "gpt-4o"}
            general_settings:
              master_key: os.environ/MASTER
            """;

    @Test
    void deploymentsBecomeProvidersAndNamesBecomeAliases() {
        Imported imported = FILES.read(LITELLM);

        assertThat(at(imported, "providers").toString())
                .isEqualTo("{openai={api-key=${OPENAI_API_KEY:}, weight=2}, azure={kind=azure,"
                        + " base-url=https://house.openai.azure.com, api-key=${AZURE_API_KEY:}}, groq={},"
                        + " openai-2={api-key=sk-other, kind=openai, base-url=https://api.openai.com/v1}}");
        assertThat(at(imported, "aliases").toString())
                .isEqualTo("{gpt-4o={strategy=least-busy, targets=[openai/gpt-4o, azure/house-gpt]},"
                        + " small=[groq/llama-3.1-8b, openai/gpt-4o, azure/house-gpt], other-account=[openai-2/gpt-4o],"
                        + " gpt-4={strategy=least-busy, targets=[openai/gpt-4o, azure/house-gpt]}}");
        assertThat(at(imported, "prices").toString()).isEqualTo("{groq/llama-3.1-8b={input=0.05, output=0.08}}");
        assertThat(at(imported, "limits").toString()).isEqualTo("{request-timeout=120s, tries-per-provider=2}");
        assertThat(at(imported, "auth").get("admin-key")).isEqualTo("${MASTER:}");
        assertThat(imported.remarks())
                .containsExactly(
                        "model_list.gpt-4o.litellm_params.rpm: has no counterpart here",
                        "model_list.bed: left out, because no kind here speaks to 'bedrock'");
    }

    @Test
    void aSecondAccountOfAKnownVendorHasItsUsualKey() {
        Imported imported = FILES.read("""
                model_list:
                  - {model_name: a, litellm_params: {model: openai/gpt-4o, api_key: sk-a}}
                  - {model_name: b, litellm_params: {model: openai/gpt-4o}}
                  - {model_name: c, litellm_params: {model: openai/x, api_base: "http://127.0.0.1:9/v1"}}
                """);
        assertThat(at(imported, "providers").toString())
                .isEqualTo("{openai={api-key=sk-a}, openai-2={kind=openai, base-url=https://api.openai.com/v1,"
                        + " api-key=${OPENAI_API_KEY:}}, openai-3={base-url=http://127.0.0.1:9/v1, kind=openai}}");
    }

    @Test
    void llmsPysFileIsToldFromOthers() {
        assertThat(FILES.llms(VERSION_3)).isPresent();
        assertThat(FILES.llms(LITELLM)).isEmpty();
        assertThat(FILES.llms("{\"providers\": {\"groq\": {\"base-url\": \"http://x\"}}}"))
                .isEmpty();
        assertThat(FILES.llms("{broken")).isEmpty();
    }

    @Test
    void neitherIsRefusedWithoutShowingWhatItHolds() {
        for (String text : List.of("[1, 2]", "a: b", "{\"key\": \"sk-secret\", ")) {
            assertThatThrownBy(() -> FILES.read(text))
                    .isInstanceOf(ImportException.class)
                    .hasMessageNotContaining("sk-secret");
        }
    }
}
