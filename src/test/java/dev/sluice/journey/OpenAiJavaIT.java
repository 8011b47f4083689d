package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// OpenAI's own Java client, pointed at Sluice.
final class OpenAiJavaIT {
    private static final TestingChat.Call BERLIN = new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}");
    private static final TestingChat.Call PARIS = new TestingChat.Call("call_2", "weather", "{\"city\":\"Paris\"}");

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller }\n"));

    private static final OpenAIClient CLIENT = client("sk-caller", 0);

    private static OpenAIClient client(String key, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(SLUICE.url() + "/v1")
                .apiKey(key)
                .maxRetries(retries)
                .timeout(Duration.ofSeconds(15))
                .build();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model("fake/" + model).addUserMessage("hello");
    }

    private static ChatCompletion chat(String model) {
        return CLIENT.chat().completions().create(ask(model).build());
    }

    private static ChatCompletion streamed(ChatCompletionCreateParams params) {
        var whole = ChatCompletionAccumulator.create();
        try (var stream = CLIENT.chat().completions().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    @Test
    void chats() {
        ChatCompletion answer = chat("plain");
        assertThat(answer.choices().getFirst().message().content()).contains("You said: hello");
        assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(TestingChat.PROMPT_TOKENS);
        assertThat(answer.validate().isValid()).isTrue();
    }

    @Test
    void embeds() {
        UPSTREAM.endpoint("/embeddings", TestingEndpoints.embeddings());
        var answer = CLIENT.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("fake/embedder")
                        .inputOfArrayOfStrings(List.of("a", "b"))
                        .build());
        assertThat(answer.data()).hasSize(2);
        assertThat(answer.data().getFirst().embedding()).hasSize(4);
        assertThat(answer.usage().promptTokens()).isEqualTo(2);
    }

    @Test
    void streams() {
        UPSTREAM.answer("streamed", TestingStream.ofTokens(5));
        ChatCompletion answer = streamed(ask("streamed")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());
        assertThat(answer.choices().getFirst().message().content()).contains("t0 t1 t2 t3 t4");
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(5);
    }

    @Test
    void callsTools() {
        UPSTREAM.answer("tool", TestingAnswers.calls(BERLIN));
        var params = withTool(ask("tool")).build();
        assertThat(cities(CLIENT.chat().completions().create(params))).containsExactly("{\"city\":\"Berlin\"}");
        assertThat(cities(streamed(params))).containsExactly("{\"city\":\"Berlin\"}");
        assertThat(UPSTREAM.requests("tool")
                        .getFirst()
                        .json()
                        .at("/tools/0/function/name")
                        .asText())
                .isEqualTo("weather");
    }

    @Test
    void callsToolsInParallelAndSendsTheirResults() {
        UPSTREAM.next("tools", TestingAnswers.calls(BERLIN, PARIS), TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.answer("tools", TestingAnswers.reply("Sunny in both"));
        var asked = withTool(ask("tools")).parallelToolCalls(true);
        assertThat(cities(streamed(asked.build()))).containsExactly("{\"city\":\"Berlin\"}", "{\"city\":\"Paris\"}");
        ChatCompletion calls = CLIENT.chat().completions().create(asked.build());
        assertThat(cities(calls)).containsExactly("{\"city\":\"Berlin\"}", "{\"city\":\"Paris\"}");
        asked.addMessage(calls.choices().getFirst().message());
        for (String id : List.of("call_1", "call_2")) {
            asked.addMessage(com.openai.models.chat.completions.ChatCompletionToolMessageParam.builder()
                    .toolCallId(id)
                    .content("sunny")
                    .build());
        }
        ChatCompletion answer = CLIENT.chat().completions().create(asked.build());
        assertThat(answer.choices().getFirst().message().content()).contains("Sunny in both");
        assertThat(UPSTREAM.requests("tools")
                        .getLast()
                        .json()
                        .at("/messages/3/tool_call_id")
                        .asText())
                .isEqualTo("call_2");
    }

    private static ChatCompletionCreateParams.Builder withTool(ChatCompletionCreateParams.Builder params) {
        var schema = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .build();
        return params.addTool(ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("weather")
                        .parameters(schema)
                        .build())
                .build());
    }

    private static List<String> cities(ChatCompletion answer) {
        return answer.choices().getFirst().message().toolCalls().orElseThrow().stream()
                .map(call -> call.asFunction().function().arguments())
                .toList();
    }

    @Test
    void sendsPictures() {
        UPSTREAM.answer("vision", TestingAnswers.partsSeen());
        String picture = "data:image/png;base64,iVBORw0KGgo=";
        var image = ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url(picture)
                        .build())
                .build();
        var params = ChatCompletionCreateParams.builder()
                .model("fake/vision")
                .addUserMessageOfArrayOfContentParts(List.of(
                        ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text("what?")
                                .build()),
                        ChatCompletionContentPart.ofImageUrl(image)))
                .build();
        assertThat(CLIENT.chat()
                        .completions()
                        .create(params)
                        .choices()
                        .getFirst()
                        .message()
                        .content())
                .contains("text=what? image_url=" + picture);
    }

    @Test
    void errorsHaveTheirClass() {
        UPSTREAM.answer("e400", TestingAnswers.error(400, "that was wrong"));
        UPSTREAM.answer("e404", TestingAnswers.error(404, "no such model"));
        UPSTREAM.answer("e429", TestingAnswers.tooMany(1));
        UPSTREAM.answer("e500", TestingAnswers.error(500, "out"));
        assertThatThrownBy(() -> chat("e400"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("that was wrong");
        assertThatThrownBy(() -> chat("e404")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> chat("e429")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> chat("e500")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> streamed(ask("e429").build())).isInstanceOf(RateLimitException.class);
        OpenAIClient stranger = client("sk-wrong", 0);
        assertThatThrownBy(
                        () -> stranger.chat().completions().create(ask("plain").build()))
                .isInstanceOf(UnauthorizedException.class);
        stranger.close();
        assertThatThrownBy(() -> CLIENT.chat()
                        .completions()
                        .create(ask("x").model("unheard-of").build()))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class,
                        refused -> assertThat(refused.code()).contains("model_not_found"));
    }

    @Test
    void aFailureInTheMiddleOfAStreamIsNotMistakenForItsEnd() {
        UPSTREAM.answer("broken", TestingAnswers.cutAfter(2));
        assertThatThrownBy(() -> streamed(ask("broken").build())).isInstanceOf(SseException.class);
    }

    @Test
    void hangingUpReachesTheUpstream() {
        UPSTREAM.answer(
                "hung-up", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        try (var stream =
                CLIENT.chat().completions().createStreaming(ask("hung-up").build())) {
            ChatCompletionChunk first = stream.stream().findFirst().orElseThrow();
            assertThat(first.choices().getFirst().delta().role()).isPresent();
        }
        assertThat(UPSTREAM.awaitRequest("hung-up").closedWithin(Duration.ofMillis(1400)))
                .isTrue();
    }

    @Test
    void triesAgainByItself() {
        UPSTREAM.next("again", TestingAnswers.error(500, "out"), TestingAnswers.tooMany(0));
        OpenAIClient patient = client("sk-caller", 2);
        ChatCompletion answer = patient.chat().completions().create(ask("again").build());
        assertThat(answer.choices().getFirst().message().content()).contains("You said: hello");
        patient.close();
        assertThat(UPSTREAM.requests("again")).hasSize(3);
    }

    @Test
    void listsModels() {
        assertThat(CLIENT.models().list().autoPager().stream().map(com.openai.models.models.Model::id))
                .contains("gpt-fake", "fake/gpt-fake");
        assertThat(CLIENT.models().retrieve("gpt-fake").id()).isEqualTo("gpt-fake");
    }
}
