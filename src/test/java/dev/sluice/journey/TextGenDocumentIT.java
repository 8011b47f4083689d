package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Programs;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The examples of text-generation-webui's own document, with key, address and model adapted. What its Python scripts
/// do
/// with a stream is done here by hand.
final class TextGenDocumentIT {
    private static final String PASSWORD = "yourPassword123";
    private static final String CAT = "data:image/png;base64,AAAA";
    private static final String BERRY = "data:image/png;base64,BBBB";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            TestingConfig.limits() + "providers:\n"
                    + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [usual, embedder]")
                    + "defaults: { embedding-model: fake/embedder, moderation-model: fake/moderator }\n",
            "--api-key",
            PASSWORD,
            "--listen-host",
            "127.0.0.1");

    @BeforeAll
    static void script() {
        UPSTREAM.endpoint("/embeddings", TestingEndpoints.embeddings());
        UPSTREAM.endpoint("/moderations", TestingEndpoints.moderations());
        UPSTREAM.answerText("usual", TestingAnswers.json("""
                {"id":"cmpl-1","object":"text_completion","created":1,"model":"usual",
                "choices":[{"index":0,"text":" Flour.","finish_reason":"stop","logprobs":null}],
                "usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}"""));
        UPSTREAM.answer(
                "tooled",
                TestingAnswers.calls(new TestingChat.Call(
                        "call_52ij07mh", "get_current_time", "{\"timezone\": \"America/New_York\"}")));
    }

    private static HttpResponse<String> post(String path, String body) {
        return SLUICE.client().post(path, body, "Authorization", "Bearer " + PASSWORD);
    }

    private static JsonNode answered(String path, String body) {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static JsonNode lastSent() {
        List<TestingRequest> all = UPSTREAM.requests("usual");
        return all.getLast().json();
    }

    @Test
    void completions() {
        JsonNode answer = answered("/v1/completions", """
                {"prompt": "This is a cake recipe:\\n\\n1.", "max_tokens": 512, "temperature": 0.6, "top_p": 0.95, "top_k": 20}""");
        assertThat(answer.at("/choices/0/text").asText()).isEqualTo(" Flour.");
        assertThat(lastSent().path("top_k").asInt()).isEqualTo(20);
    }

    @Test
    void chatCompletions() {
        JsonNode answer = answered("/v1/chat/completions", """
                {"messages": [{"role": "user", "content": "Hello!"}], "temperature": 0.6, "top_p": 0.95, "top_k": 20}""");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("You said: Hello!");
        assertThat(lastSent().path("top_k").asInt()).isEqualTo(20);
    }

    @Test
    void chatCompletionsWithCharacters() {
        JsonNode answer = answered("/v1/chat/completions", """
                {"messages": [{"role": "user", "content": "Hello! Who are you?"}], "mode": "chat-instruct",
                "character": "Example", "temperature": 0.6, "top_p": 0.95, "top_k": 20}""");
        assertThat(answer.at("/choices/0/message/content").asText())
                .contains("You: Hello! Who are you?")
                .endsWith("Ada Sluys:");
        assertThat(UPSTREAM.requests("usual"))
                .noneMatch(
                        request -> request.json().has("mode") || request.json().has("character"));
    }

    @Test
    void imagesInChats() {
        answered("/v1/chat/completions", """
                {"model":"fake/seeing","messages": [{"role": "user", "content": [
                {"type": "text", "text": "Please describe what you see in this image."},
                {"type": "image_url", "image_url": {"url": "%s"}}]}], "temperature": 0.6}""".formatted(CAT));
        assertThat(UPSTREAM.request("seeing")
                        .json()
                        .at("/messages/0/content/1/image_url/url")
                        .asText())
                .isEqualTo(CAT);
    }

    @Test
    void imagesInCompletions() {
        UPSTREAM.answer("marked", TestingAnswers.partsSeen());
        JsonNode answer = answered("/v1/completions", """
                {"model":"fake/marked","messages": [{"role": "user", "content": [
                {"type": "text", "text": "About image <__media__> and image <__media__>, what I can say is that the first one"},
                {"type": "image_url", "image_url": {"url": "%s"}},
                {"type": "image_url", "image_url": {"url": "%s"}}]}], "temperature": 0.6, "top_p": 0.95, "top_k": 20}""".formatted(CAT, BERRY));
        assertThat(answer.at("/choices/0/text").asText())
                .containsSubsequence("About image", CAT, " and image ", BERRY, ", what I can say");
        HttpResponse<String> uneven = post("/v1/completions", """
                {"messages": [{"role": "user", "content": [{"type": "text", "text": "one <__media__> two <__media__>"},
                {"type": "image_url", "image_url": {"url": "%s"}}]}]}""".formatted(CAT));
        assertThat(uneven.statusCode()).isEqualTo(400);
    }

    @Test
    void logitsAndModels() {
        UPSTREAM.answerText("logical", TestingAnswers.json("""
                {"id":"c","object":"text_completion","created":1,"model":"logical","choices":[{"index":0,"text":" Rei",
                "finish_reason":"length","logprobs":{"tokens":[" Rei"],"token_logprobs":[-0.5],"text_offset":[0],
                "top_logprobs":[{" Rei":-0.5,"a":-2,"b":-3,"c":-4,"d":-5}]}}]}"""));
        assertThat(answered("/v1/internal/logits", """
                {"model":"fake/logical","prompt": "Who is best, Asuka or Rei? Answer:", "use_samplers": false}""").path("logits")).hasSize(5);
        assertThat(answered("/v1/internal/logits", """
                {"model":"fake/logical","prompt": "Who is best, Asuka or Rei? Answer:", "use_samplers": true, "top_k": 3}""").path("logits")).hasSize(3);
        HttpResponse<String> list =
                SLUICE.client().get("/v1/internal/model/list", "Authorization", "Bearer " + PASSWORD);
        assertThat(Json.parse(list.body()).path("model_names").get(0).asText()).isEqualTo("usual");
        assertThat(answered("/v1/internal/model/load", """
                {"model_name": "usual", "args": {"ctx_size": 32768, "flash_attn": true, "cache_type": "q8_0"}}""").path("ignored_args"))
                .hasSize(3);
    }

    /// `while True: history.append(...)`, two rounds of it.
    @Test
    void pythonChat() {
        List<Map<String, String>> history = new ArrayList<>();
        for (String said : List.of("first", "second")) {
            history.add(Map.of("role", "user", "content", said));
            JsonNode answer = answered(
                    "/v1/chat/completions",
                    Json.write(Map.of("messages", history, "temperature", 0.6, "top_p", 0.95, "top_k", 20)));
            String message = answer.at("/choices/0/message/content").asText();
            assertThat(message).isEqualTo("You said: " + said);
            history.add(Map.of("role", "assistant", "content", message));
        }
        assertThat(lastSent().path("messages")).hasSize(3);
    }

    /// The document's own loop reads `delta['content']` of every event and every event as JSON; the last events of a
    /// stream have no content, and `[DONE]` is no JSON. Repaired, it reads on where there is none and ends there.
    @Test
    void pythonChatWithStreaming() {
        var message = new StringBuilder();
        boolean done = false;
        for (String line : events("/v1/chat/completions", """
                {"stream": true, "messages": [{"role": "user", "content": "Hello, you there"}], "temperature": 0.6,
                "top_p": 0.95, "top_k": 20}""")) {
            done = line.equals("[DONE]");
            if (!done) {
                message.append(Json.parse(line).at("/choices/0/delta/content").asText(""));
            }
        }
        assertThat(message).hasToString("You said: Hello, you there");
        assertThat(done).isTrue();
    }

    @Test
    void pythonCompletionsWithStreaming() {
        UPSTREAM.answer("recipes", TestingAnswers.reply("Flour and water"));
        var text = new StringBuilder();
        for (String line : events("/v1/completions", """
                {"model":"fake/recipes","prompt": "This is a cake recipe:\\n\\n1.", "max_tokens": 512, "temperature": 0.6,
                "top_p": 0.95, "top_k": 20, "stream": true}""")) {
            if (!line.equals("[DONE]")) {
                text.append(Json.parse(line).at("/choices/0/text").asText(""));
            }
        }
        assertThat(text).hasToString("Flour and water");
    }

    private static List<String> events(String path, String body) {
        try (var events = SLUICE.client().streamAt(path, body, "Authorization", "Bearer " + PASSWORD)) {
            return events.rest();
        }
    }

    @Test
    void theWrongPasswordIsRefused() {
        assertThat(SLUICE.client().chat("{}", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
    }

    /// The document's sample puts `tool_calls` beside the message and numbers them with a text; clients of OpenAI's API
    /// find them within it, and so they are here.
    @Test
    void toolCalls() {
        JsonNode answer = answered("/v1/chat/completions", """
                {"model":"fake/tooled","messages": [{"role": "system", "content": "You are a helpful assistant."},
                {"role": "user", "content": "What time is it currently in New York City?"}],
                "tools": [{"type": "function", "function": {"name": "get_current_time",
                "description": "Get current time in a specific timezones",
                "parameters": {"type": "object", "required": ["timezone"], "properties": {"timezone": {"type": "string",
                "description": "IANA timezone name"}}}}}]}""");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        JsonNode call = answer.at("/choices/0/message/tool_calls/0");
        assertThat(call.at("/function/name").asText()).isEqualTo("get_current_time");
        assertThat(Json.parse(call.at("/function/arguments").asText())
                        .path("timezone")
                        .asText())
                .isEqualTo("America/New_York");
    }

    @Test
    void theTableOfEndpoints() {
        assertThat(answered("/v1/embeddings", "{\"input\":\"a\"}").path("data")).hasSize(1);
        assertThat(answered("/v1/moderations", "{\"input\":\"a\"}").path("results"))
                .hasSize(1);
        for (String path : List.of("/v1/models", "/v1/models/usual", "/v1/internal/model/info", "/v1/billing/usage")) {
            assertThat(SLUICE.client()
                            .get(path, "Authorization", "Bearer " + PASSWORD)
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void curl() {
        assumeTrue(Programs.present("curl"), "no curl here");
        Programs.Ended ended = Programs.run(
                Path.of("."),
                Map.of(),
                "curl",
                "-sS",
                "-N",
                SLUICE.url() + "/v1/chat/completions",
                "-H",
                "Content-Type: application/json",
                "-H",
                "Authorization: Bearer " + PASSWORD,
                "-d",
                """
                {"messages": [{"role": "user", "content": "Hello!"}], "temperature": 0.6, "top_p": 0.95, "top_k": 20, "stream": true}""");
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("data: {").endsWith("data: [DONE]\n\n");
    }

    /// The document's promise: the API writes no log of what is said.
    @Test
    void nothingThatIsSaidIsLogged() {
        String secret = "the-words-nobody-logs";
        UPSTREAM.answer("quiet", TestingAnswers.reply("an-answer-nobody-logs"));
        answered("/v1/chat/completions", Json.chat("fake/quiet", false, secret));
        events("/v1/chat/completions", Json.chat("fake/quiet", true, secret));
        answered("/v1/internal/encode", "{\"text\":\"" + secret + "\"}");
        answered("/v1/internal/chat-prompt", Json.chat("usual", false, secret));
        answered("/v1/completions", "{\"model\":\"fake/quiet\",\"prompt\":\"" + secret + "\"}");
        post("/v1/chat/completions", Json.chat("none-such", false, secret));
        assertThat(SLUICE.log())
                .contains("/v1/chat/completions")
                .doesNotContain(secret)
                .doesNotContain("an-answer-nobody-logs")
                .doesNotContain(PASSWORD);
    }
}
