package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Embeddings by vendors that do not speak OpenAI's API, or have it elsewhere.
final class EmbeddingKindsIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + "  oll: { kind: ollama, base-url: \"" + UPSTREAM.root() + "\", models: [m] }\n"
            + "  gem: { kind: gemini, base-url: \"" + UPSTREAM.root() + "/v1beta\", api-key: k, models: [m] }\n"
            + "  azu: { kind: azure, base-url: \"" + UPSTREAM.root()
            + "/openai?api-version=2024-10-21\", api-key: k, models: [m] }\n");

    @BeforeAll
    static void script() {
        UPSTREAM.endpoint("/api/embed", TestingAnswers.json("{\"embeddings\":[[0.5,-2.0]],\"prompt_eval_count\":3}"));
        UPSTREAM.endpoint(":batchEmbedContents", TestingAnswers.json("{\"embeddings\":[{\"values\":[0.5,-2.0]}]}"));
        UPSTREAM.endpoint("/embeddings?api-version=2024-10-21", TestingEndpoints.embeddings());
    }

    private static HttpResponse<String> embed(String model, String input) {
        return SLUICE.client()
                .post(
                        "/v1/embeddings",
                        "{\"model\":\"" + model + "\",\"input\":" + input
                                + ",\"dimensions\":2,\"encoding_format\":\"base64\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oll/m", "gem/m", "azu/m"})
    void textsBecomeVectors(String model) {
        HttpResponse<String> response = embed(model, "\"hello\"");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = Json.parse(response.body());
        assertThat(TestingEndpoints.decoded(answer.at("/data/0/embedding").asText()))
                .hasSize(2);
    }

    @Test
    void eachVendorIsAskedInItsOwnWords() {
        embed("oll/own-words", "[\"a\"]");
        embed("gem/own-words", "[\"a\"]");
        TestingRequest ollama = UPSTREAM.requests().stream()
                .filter(request ->
                        request.path().endsWith("/api/embed") && request.text().contains("own-words"))
                .findFirst()
                .orElseThrow();
        assertThat(ollama.json()).isEqualTo(Json.parse("{\"model\":\"own-words\",\"input\":[\"a\"],\"dimensions\":2}"));
        TestingRequest gemini = UPSTREAM.requests().stream()
                .filter(request -> request.path().equals("/v1beta/models/own-words:batchEmbedContents"))
                .findFirst()
                .orElseThrow();
        assertThat(gemini.json().at("/requests/0/content/parts/0/text").asText())
                .isEqualTo("a");
        assertThat(gemini.json().at("/requests/0/outputDimensionality").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oll/m", "gem/m"})
    void tokenIdsAreRefusedWhereNobodyUnderstandsThem(String model) {
        Refusals.refused(embed(model, "[1,2]"), 400, "validation_error");
    }
}
