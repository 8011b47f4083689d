package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingClient;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the page "Server Mode" of llms.py promises, asked of Sluice with a user's own `llms.json`.
final class LlmsDocumentIT {
    @RegisterExtension
    static final TestingUpstream FREE = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream PAID = TestingUpstream.start();

    /// Version 3 beside version 2, as files grow over the years.
    private static final String LLMS_JSON = """
            {
              "version": 3,
              "defaults": {"text": {"model": "Kimi K2", "messages": []}},
              "limits": {"client_timeout": 20, "client_max_size": 200000, "retries": 3},
              "convert": {"image": {"max_size": "160x100", "max_length": 65536}},
              "providers": {
                "free": {"enabled": true, "npm": "openai-local", "api": "%s/v1", "env": ["FREE_KEY"],
                  "map_models": {"kimi-k2": "moonshotai/kimi-k2-instruct"}, "temperature": 0.25, "enable_thinking": true,
                  "exclude_models": "secret",
                  "models": {"moonshotai/kimi-k2-instruct": {"id": "moonshotai/kimi-k2-instruct", "name": "Kimi K2"},
                             "secret": {"id": "secret"}}},
                "off": {"enabled": false, "npm": "openai-local", "api": "http://127.0.0.1:9/v1",
                  "models": {"never": {"id": "never"}}},
                "paid": {"enabled": true, "type": "OpenAiProvider", "base_url": "%s", "api_key": "$PAID_KEY",
                  "models": {"kimi-k2": "kimi-k2-0905", "other": "other-large"}}
              }
            }
            """.formatted(FREE.root(), PAID.root());

    private static final Map<String, String> KEYS = Map.of("FREE_KEY", "free-key", "PAID_KEY", "paid-key");

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(LLMS_JSON, KEYS);

    @TempDir
    Path folder;

    private static final TestingClient CLIENT = SLUICE.client();

    private static JsonNode hello(String model) {
        var answer = CLIENT.post(
                "/v1/chat/completions",
                Json.write(Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", "Hello!")))),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer not-needed");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    @Test
    void theFreeProviderIsAskedFirstByItsOwnName() {
        JsonNode answer = hello("kimi-k2");

        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.path("choices").path(0).path("message").path("role").asText())
                .isEqualTo("assistant");
        TestingRequest sent = FREE.awaitRequest("moonshotai/kimi-k2-instruct");
        assertThat(sent.header("authorization")).isEqualTo("Bearer free-key");
    }

    @Test
    void theProvidersOwnParametersOverrideTheRequests() {
        CLIENT.chat("{\"model\": \"kimi-k2\", \"temperature\": 1.5, \"top_p\": 0.5,"
                + " \"messages\": [{\"role\": \"user\", \"content\": \"overridden\"}]}");

        JsonNode sent = FREE.requests("moonshotai/kimi-k2-instruct").stream()
                .map(TestingRequest::json)
                .filter(json -> json.toString().contains("overridden"))
                .findFirst()
                .orElseThrow();
        assertThat(sent.path("temperature").asDouble()).isEqualTo(0.25);
        assertThat(sent.path("top_p").asDouble()).isEqualTo(0.5);
        assertThat(sent.path("enable_thinking").asBoolean()).isTrue();
    }

    @Test
    void thePaidProviderAnswersAfterThreeRoundsWhenTheFreeOneFails() {
        FREE.next(
                "moonshotai/kimi-k2-instruct",
                TestingAnswers.error(500, "down"),
                TestingAnswers.error(500, "down"),
                TestingAnswers.error(500, "down"));
        JsonNode answer = hello("kimi-k2");

        assertThat(answer.path("provider").asText()).isEqualTo("paid");
        assertThat(PAID.awaitRequest("kimi-k2-0905").header("authorization")).isEqualTo("Bearer paid-key");
    }

    @Test
    void everyDocumentedParameterReachesTheProvider() {
        String body = """
                {"model": "paid/other", "messages": [{"role": "user", "content": "all"}], "temperature": 2.0,
                 "max_tokens": 9, "max_completion_tokens": 10, "top_p": 1.0, "frequency_penalty": -2.0,
                 "presence_penalty": 2.0, "stop": ["a", "b"], "seed": 42, "stream": false, "logprobs": true,
                 "top_logprobs": 20, "reasoning_effort": "low", "enable_thinking": false}""";
        assertThat(CLIENT.chat(body).statusCode()).isEqualTo(200);

        JsonNode sent = PAID.awaitRequest("other-large").json();
        JsonNode asked = Json.parse(body);
        asked.fieldNames().forEachRemaining(name -> {
            if (!name.equals("model")) {
                assertThat(sent.path(name)).as(name).isEqualTo(asked.path(name));
            }
        });
    }

    @Test
    void aSwitchedOffOrExcludedModelIsNotServed() {
        for (String model : List.of("never", "secret")) {
            assertThat(CLIENT.chat(Json.chat(model, false)).statusCode())
                    .as(model)
                    .isEqualTo(404);
        }
    }

    @Test
    void theDefaultModelIsFoundByTheNameThatItsUserSees() {
        assertThat(CLIENT.chat("{\"messages\": [{\"role\": \"user\", \"content\": \"default\"}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyAboveTheFilesLimitIsRefused() {
        assertThat(CLIENT.chat(Json.chat("kimi-k2", false, "x".repeat(200_001))).statusCode())
                .isEqualTo(413);
    }

    /// What the Python SDK and, through it, LlamaIndex's `complete` send.
    @Test
    void thePythonClientsRequestIsServed() {
        var answer = CLIENT.post(
                "/v1/chat/completions",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"Hello!\"}], \"model\": \"kimi-k2\","
                        + " \"stream\": false, \"temperature\": 0.1}",
                "Accept",
                "application/json",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer not-needed",
                "User-Agent",
                "OpenAI/Python 1.102.0",
                "X-Stainless-Lang",
                "python",
                "X-Stainless-Retry-Count",
                "0");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.parse(answer.body())
                        .path("choices")
                        .path(0)
                        .path("message")
                        .path("content")
                        .isTextual())
                .isTrue();
    }

    @Test
    void importPrintsAndWritesAConfigurationThatServesTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("llms.json"), LLMS_JSON);
        Path written = folder.resolve("new").resolve("sluice.yaml");
        try (RunningSluice ended =
                RunningSluice.launch("{}", KEYS, "--import", file.toString(), "--config", written.toString())) {
            assertThat(ended.ending()).as(ended.log()).isZero();
            assertThat(ended.log()).contains("map-models:", "Written to " + written);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
        try (RunningSluice sluice = RunningSluice.with(Files.readString(written), KEYS)) {
            assertThat(ids(sluice.client())).isEqualTo(ids(CLIENT));
        }
    }

    @Test
    void importLeavesAFileThatIsThereAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("llms.json"), LLMS_JSON);
        try (RunningSluice ended = RunningSluice.launch("{}", KEYS, "--import", file.toString())) {
            assertThat(ended.ending()).as(ended.log()).isZero();
            assertThat(ended.log()).contains("Printed only");
            assertThat(Files.readString(ended.home().resolve("sluice.yaml"))).isEqualTo("{}");
        }
    }

    @Test
    void anythingElseIsNotImported() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"key\": \"sk-not-shown\"}");
        try (RunningSluice ended = RunningSluice.launch("{}", KEYS, "--import", file.toString())) {
            assertThat(ended.ending()).isEqualTo(2);
            assertThat(ended.log()).contains("other.json", "model_list").doesNotContain("sk-not-shown", "\tat ");
        }
    }

    @Test
    void checkAsksAProvidersModels() {
        try (RunningSluice ended = RunningSluice.launch(LLMS_JSON, KEYS, "--check", "paid", "kimi-k2", "nothing")) {
            PAID.answer("nothing", TestingAnswers.error(404, "no such model"));
            assertThat(ended.ending()).as(ended.log()).isEqualTo(1);
            assertThat(ended.log())
                    .containsPattern("kimi-k2: answered in \\d+ ms")
                    .contains("nothing: ");
        }
    }

    @Test
    void checkEndsWellWhereEverythingAnswers() {
        try (RunningSluice ended = RunningSluice.launch(LLMS_JSON, KEYS, "--check", "free")) {
            assertThat(ended.ending()).as(ended.log()).isZero();
            assertThat(ended.log().lines())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).containsPattern("kimi-k2\\S*: answered in \\d+ ms$"));
        }
    }

    private static List<String> ids(TestingClient client) {
        List<String> ids = new ArrayList<>();
        Json.parse(client.get("/v1/models").body())
                .path("data")
                .forEach(model -> ids.add(model.path("id").asText()));
        return ids;
    }

    @Test
    void imagesAreMadeToFitAsTheFileSays() throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB), "png", png);
        FREE.answer("moonshotai/kimi-k2-instruct", TestingAnswers.reply("black"));
        var answer = CLIENT.chat(Json.write(Map.of(
                "model",
                "kimi-k2",
                "messages",
                List.of(Map.of(
                        "role",
                        "user",
                        "content",
                        List.of(Map.of(
                                "type",
                                "image_url",
                                "image_url",
                                Map.of("url", Base64.getEncoder().encodeToString(png.toByteArray())))))))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String url = FREE.requests()
                .getLast()
                .json()
                .at("/messages/0/content/0/image_url/url")
                .asText();
        assertThat(url).startsWith("data:image/jpeg;base64,");
        BufferedImage read =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(url.split(",")[1])));
        assertThat(read.getWidth()).isEqualTo(100);
    }
}
