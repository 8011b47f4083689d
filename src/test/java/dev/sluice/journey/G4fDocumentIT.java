package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of G4F's document of its REST API, word for word where they are right; key, address and models adapted.
final class G4fDocumentIT {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5" + "ErkJggg==";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    /// As the document's full example of a command line starts it.
    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            TestingConfig.limits() + "providers:\n"
                    + TestingConfig.provider("Copilot", UPSTREAM.baseUrl(), "models: [gpt-4, gpt-4o-mini, gpt-4o]")
                    + TestingConfig.provider("PollinationsAI", UPSTREAM.baseUrl(), "models: [dall-e-3]")
                    + TestingConfig.provider("Sound", UPSTREAM.baseUrl(), "models: [tts-1, whisper-1]")
                    + TestingConfig.provider("SomeProvider", UPSTREAM.baseUrl(), "models: [some]"),
            Map.of("G4F_DEBUG", "true", "SLUICE_IGNORED_PROVIDERS", "SomeProvider"),
            "api",
            "--port",
            "0",
            "--debug",
            "--gui",
            "--g4f-api-key",
            "secret-key",
            "--provider",
            "Copilot",
            "--model",
            "gpt-4o-mini",
            "--proxy",
            "http://127.0.0.1:9",
            "--timeout",
            "300",
            "--demo");

    private static HttpResponse<String> post(String path, String body) {
        return SLUICE.client().post(path, body, "g4f-api-key", "secret-key");
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static JsonNode get(String path) {
        return ok(SLUICE.client().get(path, "Authorization", "Bearer secret-key"));
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one ->
                texts.add(member.isEmpty() ? one.asText() : one.path(member).asText()));
        return texts;
    }

    @Test
    void theCurlExampleOfAChatIsAnswered() {
        JsonNode answer = ok(post("/v1/chat/completions", """
                {
                "model": "gpt-4o-mini",
                "messages": [{"role": "user", "content": "Hello!"}],
                "stream": false
                }"""));
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.path("provider").asText()).isEqualTo("Copilot");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("You said: Hello!");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/total_tokens").asInt()).isPositive();
    }

    private static final String ALL_PARAMETERS = """
            {"model": "all-of-them",
            "messages": [
            {"role": "system", "content": "You are a helpful assistant."},
            {"role": "user", "content": "Hello!"}],
            "stream": false, "max_tokens": 1000, "temperature": 0.7, "top_p": 0.9,
            "frequency_penalty": 0, "presence_penalty": 0, "stop": ["Human:", "AI:"],
            "provider": "Copilot", %s
            "response_format": {"type": "json_object"},
            "tools": [{"type": "function", "function": {"name": "get_weather",
            "description": "Get weather information", "parameters": {"type": "object",
            "properties": {"location": {"type": "string"}}, "required": ["location"]}}}]}""";

    @Test
    void everyParameterReachesTheProviderButThoseOfTheGateway() {
        UPSTREAM.answer("all-of-them", TestingAnswers.reply("{}"));
        ok(post("/v1/chat/completions", ALL_PARAMETERS.formatted("")));
        JsonNode told = UPSTREAM.requests("all-of-them").getLast().json();
        assertThat(told.path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(told.path("stop")).hasSize(2);
        assertThat(told.at("/tools/0/function/name").asText()).isEqualTo("get_weather");
        assertThat(told.has("provider")).isFalse();
    }

    @Test
    void aProxyOfTheCallersIsRefused() {
        HttpResponse<String> response =
                post("/v1/chat/completions", ALL_PARAMETERS.formatted("\"proxy\": \"http://proxy.example.com:8080\","));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.parse(response.body()).at("/error/param").asText()).isEqualTo("proxy");
    }

    @Test
    void theStreamIsReadAsTheDocumentsPythonReadsIt() {
        try (TestingEvents events = SLUICE.client().stream(
                "{\"model\":\"gpt-4o-mini\",\"stream\":true,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Tell me a story\"}]}",
                "Authorization",
                "Bearer secret-key")) {
            assertThat(events.status()).isEqualTo(200);
            var story = new StringBuilder();
            List<String> data = events.rest();
            for (String one : data.subList(0, data.size() - 1)) {
                JsonNode chunk = Json.parse(one);
                assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
                story.append(chunk.at("/choices/0/delta/content").asText(""));
            }
            assertThat(story.toString()).isEqualTo("You said: Tell me a story");
            assertThat(data.getLast()).isEqualTo("[DONE]");
        }
    }

    @Test
    void theExampleOfAnImageGivesAnAddressUnderMedia() {
        UPSTREAM.endpoint(
                "/images/generations",
                TestingAnswers.json("{\"created\":1,\"data\":[{\"b64_json\":\"" + PNG + "\"}]}"));
        JsonNode answer = ok(post("/v1/images/generations", """
                {"prompt": "A beautiful sunset over mountains", "model": "dall-e-3", "n": 1,
                "size": "1024x1024", "response_format": "url", "provider": "PollinationsAI"}"""));
        String url = answer.at("/data/0/url").asText();
        assertThat(url).startsWith(SLUICE.url() + "/media/").endsWith(".png");
        HttpResponse<String> image =
                SLUICE.client().get(url.substring(SLUICE.url().length()), "g4f-api-key", "secret-key");
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("content-type")).contains("image/png");
        assertThat(answer.path("created").isNumber()).isTrue();
    }

    @Test
    void modelsAndProvidersAreListed() {
        JsonNode models = get("/v1/models");
        assertThat(texts(models.path("data"), "id")).contains("gpt-4o", "gpt-4o-mini", "Copilot");
        assertThat(models.at("/data/0/id").asText()).isEqualTo("gpt-4o-mini");
        assertThat(get("/v1/models/gpt-4o").path("object").asText()).isEqualTo("model");
        assertThat(texts(get("/api/Copilot/models").path("data"), "id")).contains("gpt-4");
        assertThat(texts(get("/v1/providers").path("data"), "provider"))
                .contains("Copilot")
                .doesNotContain("SomeProvider");
        JsonNode copilot = get("/v1/providers/Copilot");
        assertThat(texts(copilot.path("models"), "")).contains("gpt-4");
        assertThat(copilot.path("working").asBoolean()).isTrue();
        assertThat(copilot.path("stream").asBoolean()).isTrue();
        assertThat(copilot.path("description").asText()).isNotEmpty();
    }

    @Test
    void aPathNamesTheProviderAndTheConversation() {
        String body = """
                {"model": "gpt-4", "messages": [{"role": "user", "content": "%s"}]}""";
        assertThat(ok(post("/api/Copilot/chat/completions", body.formatted("Hello!")))
                        .path("provider")
                        .asText())
                .isEqualTo("Copilot");
        ok(post("/api/Copilot/conv-123/chat/completions", body.formatted("Hello!")));
        ok(post("/api/Copilot/conv-123/chat/completions", body.formatted("Continue our conversation")));
        assertThat(UPSTREAM.requests("gpt-4").getLast().json().path("messages")).hasSize(3);
    }

    @Test
    void aConversationIsNamedInTheBody() {
        String body = """
                {"model": "gpt-4o", "messages": [{"role": "user", "content": "%s"}], "conversation_id": "conv-abc123"}""";
        ok(post("/v1/chat/completions", body.formatted("Hello!")));
        JsonNode answer = ok(post("/v1/chat/completions", body.formatted("And now?")));
        assertThat(answer.at("/conversation/conversation_id").asText()).isEqualTo("conv-abc123");
        assertThat(UPSTREAM.requests("gpt-4o").getLast().json().path("messages"))
                .hasSize(3);
    }

    @Test
    void soundGoesBothWays() {
        UPSTREAM.endpoint("/audio/speech", TestingAnswers.body(200, "audio/mpeg", "ID3sound"));
        HttpResponse<String> speech = post("/v1/audio/speech", """
                {"model": "tts-1", "input": "Hello, this is a test.", "voice": "alloy"}""");
        assertThat(speech.statusCode()).as(speech.body()).isEqualTo(200);
        assertThat(speech.headers().firstValue("content-type")).contains("audio/mpeg");
        UPSTREAM.endpoint("/audio/transcriptions", TestingAnswers.json("{\"text\":\"hello\"}"));
        var form = new TestingForm().file("file", "audio.mp3", "ID3").field("model", "whisper-1");
        assertThat(ok(form.post(SLUICE.client(), "/v1/audio/transcriptions", "g4f-api-key", "secret-key"))
                        .path("text")
                        .asText())
                .isEqualTo("hello");
    }

    @Test
    void cookiesAreUploaded() {
        var form = new TestingForm()
                .file("files", "cookies.json", "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\".example.com\"}]");
        JsonNode kept = ok(form.post(SLUICE.client(), "/v1/upload_cookies", "g4f-api-key", "secret-key"));
        assertThat(kept.at("/0/filename").asText()).isEqualTo("cookies.json");
    }

    @Test
    void pictures() {
        ok(post("/v1/chat/completions", """
                {"model": "seeing", "provider": "Copilot", "messages": [{"role": "user", "content": [
                {"type": "text", "text": "What's in this image?"},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,%s"}}]}]}""".formatted(PNG)));
        assertThat(UPSTREAM.requests("seeing").getLast().text()).contains(PNG);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"image\": \"data:image/png;base64,%s\", \"image_name\": \"a.png\" | image_url",
                "\"images\": [[\"data:image/png;base64,%s\", \"a.png\"]] | image_url",
                "\"images\": [\"data:image/png;base64,%s\"] | image_url",
                "\"media\": [[\"data:audio/mpeg;base64,%s\", \"a.mp3\"]] | input_audio",
                "\"media\": [[\"data:application/pdf;base64,%s\", \"a.pdf\"]] | file",
            })
    void mediaBesideTheMessagesBecomePartsOfTheLastOne(String members, String type) {
        ok(post("/v1/chat/completions", """
                {"model": "media", "provider": "Copilot", "messages": [{"role": "user", "content": "look"}], %s}""".formatted(members.formatted(PNG))));
        JsonNode content = UPSTREAM.requests("media").getLast().json().at("/messages/0/content");
        assertThat(content.at("/0/text").asText()).isEqualTo("look");
        assertThat(content.at("/1/type").asText()).isEqualTo(type);
        assertThat(UPSTREAM.requests("media").getLast().json().has("image")).isFalse();
    }

    @Test
    void aMediumThatIsNoAddressIsRefused() {
        HttpResponse<String> response = post("/v1/chat/completions", """
                {"model": "gpt-4", "messages": [{"role": "user", "content": "look"}], "media": [["file:///etc/passwd"]]}""");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.parse(response.body()).at("/error/param").asText()).isEqualTo("media");
    }

    @Test
    void toolsAreCalled() {
        UPSTREAM.next(
                "calling",
                TestingAnswers.calls(new TestingChat.Call("call_1", "get_weather", "{\"location\":\"Paris\"}")));
        JsonNode answer = ok(post("/v1/chat/completions", """
                {"model": "calling", "provider": "Copilot",
                "messages": [{"role": "user", "content": "What's the weather in Paris?"}],
                "tools": [{"type": "function", "function": {"name": "get_weather",
                "description": "Get current weather", "parameters": {"type": "object",
                "properties": {"location": {"type": "string", "description": "City name"}},
                "required": ["location"]}}}]}"""));
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("get_weather");
    }

    @Test
    void errorsHaveTheDocumentsTypesAndCodes() {
        HttpResponse<String> key = SLUICE.client().get("/v1/models", "g4f-api-key", "wrong");
        assertThat(key.statusCode()).isEqualTo(401);
        assertThat(Json.parse(key.body()).at("/error/type").asText()).isEqualTo("authentication_error");
        assertThat(Json.parse(key.body()).at("/error/code").asText()).isEqualTo("invalid_api_key");
        HttpResponse<String> model = post("/v1/chat/completions", Json.chat("invalid-model", false));
        assertThat(model.statusCode()).isEqualTo(404);
        assertThat(Json.parse(model.body()).at("/error/type").asText()).isEqualTo("model_not_found");
        HttpResponse<String> ignored = post("/api/SomeProvider/chat/completions", Json.chat("some", false));
        assertThat(ignored.statusCode()).isEqualTo(503);
        assertThat(Json.parse(ignored.body()).at("/error/code").asText()).isEqualTo("provider_not_working");
    }

    @Test
    void aCallersTimeIsShorterThanTheOperators() {
        UPSTREAM.answer("silent", TestingAnswers.silence());
        HttpResponse<String> response = post(
                "/v1/chat/completions",
                "{\"model\":\"silent\",\"provider\":\"Copilot\",\"timeout\":0.3,\"stream_timeout\":0.3,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(post(
                                "/v1/images/generations",
                                "{\"model\":\"silent\",\"provider\":\"Copilot\",\"prompt\":\"x\",\"timeout\":0.3}")
                        .statusCode())
                .isEqualTo(504);
    }

    @Test
    void whatHasNoMeaningHereIsExplained() {
        assertThat(SLUICE.log()).contains("--demo: accepted without effect").contains("--gui: accepted without effect");
    }
}
