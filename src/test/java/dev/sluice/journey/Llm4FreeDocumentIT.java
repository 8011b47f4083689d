package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples of LLM4Free's document of its server, word for word where they are right; address and models adapted.
final class Llm4FreeDocumentIT {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3};

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    /// With the document's environment and command line; no key, so that any key is taken.
    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            TestingConfig.limits() + "providers:\n"
                    + TestingConfig.provider("ChatGPT", UPSTREAM.baseUrl(), "models: [gpt-4o, gpt-4o-mini]")
                    + "  PollinationsAI: { kind: pollinations, base-url: \"" + UPSTREAM.root()
                    + "/pictures\", models: [flux] }\n"
                    + "defaults: { image-model: PollinationsAI/flux }\n",
            Map.ofEntries(
                    Map.entry("LLM4FREE_LOG_LEVEL", "info"),
                    Map.entry("LLM4FREE_WORKERS", "4"),
                    Map.entry("LLM4FREE_DEBUG", "false"),
                    Map.entry("LLM4FREE_DEFAULT_PROVIDER", "ChatGPT"),
                    Map.entry("LLM4FREE_BASE_URL", "/api/v1"),
                    Map.entry("LLM4FREE_API_TITLE", "LLM4Free OpenAI API"),
                    Map.entry("LLM4FREE_API_DESCRIPTION", "OpenAI API compatible interface"),
                    Map.entry("LLM4FREE_API_VERSION", "0.2.0"),
                    Map.entry("LLM4FREE_API_DOCS_URL", "/help"),
                    Map.entry("LLM4FREE_API_REDOC_URL", "/reference"),
                    Map.entry("LLM4FREE_API_OPENAPI_URL", "/schema.json"),
                    Map.entry("LLM4FREE_REQUEST_LOGGING", "true"),
                    Map.entry("LLM4FREE_CORS_ORIGINS", "*")),
            "--host",
            "127.0.0.1",
            "--workers",
            "4",
            "--log-level",
            "info");

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("data").forEach(row -> ids.add(row.path("id").asText()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/api/v1/v1/chat/completions", "/api/v1/chat/completions"})
    void theExampleOfAChatIsAnswered(String path) {
        JsonNode answer = ok(SLUICE.client().post(path, """
                {"model": "ChatGPT/gpt-4o",
                "messages": [
                {"role": "system", "content": "You are a helpful assistant."},
                {"role": "user", "content": "Hello, how are you?"}],
                "temperature": 0.7, "max_tokens": 150, "stream": false}""", "Authorization", "Bearer dummy-key"));
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("You said: Hello, how are you?");
        assertThat(answer.path("provider").asText()).isEqualTo("ChatGPT");
    }

    @Test
    void autoIsTheDefaultProvidersModel() {
        JsonNode answer = ok(SLUICE.client().chat(Json.chat("auto", false, "What is machine learning?")));
        assertThat(answer.path("provider").asText()).isEqualTo("ChatGPT");
    }

    @Test
    void theStreamIsReadAsTheDocumentsPythonReadsIt() {
        try (TestingEvents events =
                SLUICE.client().stream(Json.chat("ChatGPT/gpt-4o-mini", true, "Write a short poem"))) {
            List<String> data = events.rest();
            var poem = new StringBuilder();
            for (String one : data.subList(0, data.size() - 1)) {
                JsonNode choices = Json.parse(one).path("choices");
                if (!choices.isEmpty()) {
                    poem.append(choices.at("/0/delta/content").asText(""));
                }
            }
            assertThat(poem.toString()).isEqualTo("You said: Write a short poem");
        }
    }

    @Test
    void theExampleOfAnImageIsMadeByPollinations() {
        var asked = new ArrayList<String>();
        String path = "/pictures/prompt/A%20futuristic%20cityscape%20at%20sunset%2C%20digital%20art"
                + "?model=flux&width=1024&height=1024&seed=12345";
        UPSTREAM.answerAt(path, exchange -> {
            asked.add(path);
            exchange.send(200, Map.of("Content-Type", "image/jpeg"), JPEG);
        });
        String body = """
                {"prompt": "A futuristic cityscape at sunset, digital art", %s "n": 1, "size": "1024x1024",
                "response_format": "%s", "style": "default", "seed": 12345}""";
        JsonNode named = ok(SLUICE.client()
                .post("/v1/images/generations", body.formatted("\"model\": \"PollinationsAI/flux\",", "url")));
        assertThat(named.at("/data/0/url").asText()).startsWith(SLUICE.url()).contains("/media/");
        JsonNode bytes = ok(SLUICE.client().post("/v1/images/generations", body.formatted("", "b64_json")));
        assertThat(Base64.getDecoder().decode(bytes.at("/data/0/b64_json").asText()))
                .isEqualTo(JPEG);
        assertThat(asked).hasSize(2);
    }

    @Test
    void anAspectRatioBecomesASize() {
        UPSTREAM.answerAt(
                "/pictures/prompt/cat?model=flux&width=1368&height=768&seed=1",
                exchange -> exchange.send(200, Map.of("Content-Type", "image/jpeg"), JPEG));
        ok(SLUICE.client()
                .post(
                        "/v1/images/generations",
                        "{\"prompt\":\"cat\",\"aspect_ratio\":\"16:9\",\"image_format\":\"jpeg\",\"timeout\":30,"
                                + "\"seed\":1,\"response_format\":\"b64_json\"}"));
    }

    @Test
    void modelsAndProvidersAreListed() {
        assertThat(ids(ok(SLUICE.client().get("/v1/models")))).contains("ChatGPT/gpt-4o", "PollinationsAI/flux");
        assertThat(ids(ok(SLUICE.client().get("/v1/TTI/models")))).containsExactly("PollinationsAI/flux");
        JsonNode providers = ok(SLUICE.client().get("/v1/providers"));
        assertThat(providers.at("/providers/ChatGPT/models/0").asText()).isEqualTo("gpt-4o");
        assertThat(ok(SLUICE.client().get("/v1/TTI/providers"))
                        .path("total_providers")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theDocumentationMovesAndHasItsTitle() {
        assertThat(SLUICE.client().get("/help").statusCode()).isEqualTo(200);
        assertThat(SLUICE.client().get("/reference").statusCode()).isEqualTo(200);
        JsonNode schema = ok(SLUICE.client().get("/schema.json"));
        assertThat(schema.at("/info/title").asText()).isEqualTo("LLM4Free OpenAI API");
        assertThat(schema.at("/info/version").asText()).isEqualTo("0.2.0");
        assertThat(SLUICE.client().get("/").body()).contains("<html");
    }

    @Test
    void healthIsTold() {
        assertThat(ok(SLUICE.client().get("/monitor/health")).path("status").asText())
                .isEqualTo("healthy");
    }

    @Test
    void errorsHaveFooterAndDetails() {
        HttpResponse<String> response = SLUICE.client().chat("{\"model\":\"ChatGPT/gpt-4o\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = Json.parse(response.body()).path("error");
        assertThat(error.path("type").asText()).isEqualTo("validation_error");
        assertThat(error.path("footer").asText()).isNotEmpty();
        assertThat(error.at("/details/0/loc/1").asText()).isEqualTo("messages");
        HttpResponse<String> unknown = SLUICE.client().chat(Json.chat("Nobody/gpt", false));
        assertThat(Json.parse(unknown.body()).at("/error/code").asText()).isEqualTo("model_not_found");
    }

    @Test
    void whatHasNoMeaningHereIsExplained() {
        assertThat(SLUICE.log()).contains("--workers: accepted without effect").contains("LLM4FREE_WORKERS");
    }
}
