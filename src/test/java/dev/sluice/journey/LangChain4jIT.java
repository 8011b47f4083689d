package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// LangChain4j's OpenAI models, pointed at Sluice.
final class LangChain4jIT {
    private static final TestingChat.Call BERLIN = new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}");
    private static final TestingChat.Call PARIS = new TestingChat.Call("call_2", "weather", "{\"city\":\"Paris\"}");
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
            .build();

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller }\n"));

    private static OpenAiChatModel model(String name, String key, int retries) {
        return OpenAiChatModel.builder()
                .baseUrl(SLUICE.url() + "/v1")
                .apiKey(key)
                .modelName("fake/" + name)
                .maxRetries(retries)
                .timeout(Duration.ofSeconds(15))
                .build();
    }

    private static OpenAiChatModel model(String name) {
        return model(name, "sk-caller", 0);
    }

    private static CompletableFuture<ChatResponse> streamed(String name, ChatRequest request) {
        var whole = new CompletableFuture<ChatResponse>();
        streaming(name).chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        return whole.orTimeout(15, TimeUnit.SECONDS);
    }

    private static OpenAiStreamingChatModel streaming(String name) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(SLUICE.url() + "/v1")
                .apiKey("sk-caller")
                .modelName("fake/" + name)
                .timeout(Duration.ofSeconds(15))
                .build();
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().messages(UserMessage.from("hello"));
    }

    @Test
    void chats() {
        ChatResponse response = model("plain").chat(hello().build());
        assertThat(response.aiMessage().text()).isEqualTo("You said: hello");
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(TestingChat.PROMPT_TOKENS);
    }

    @Test
    void streams() throws Exception {
        UPSTREAM.answer("streamed", TestingStream.ofTokens(5));
        ChatResponse response = streamed("streamed", hello().build()).get();
        assertThat(response.aiMessage().text()).isEqualTo("t0 t1 t2 t3 t4");
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(5);
    }

    @Test
    void callsTools() throws Exception {
        UPSTREAM.answer("tool", TestingAnswers.calls(BERLIN));
        ChatRequest request = hello().toolSpecifications(WEATHER).build();
        assertThat(arguments(model("tool").chat(request))).containsExactly(BERLIN.arguments());
        assertThat(arguments(streamed("tool", request).get())).containsExactly(BERLIN.arguments());
    }

    @Test
    void callsToolsInParallelAndSendsTheirResults() throws Exception {
        UPSTREAM.next("tools", TestingAnswers.calls(BERLIN, PARIS), TestingAnswers.calls(BERLIN, PARIS));
        UPSTREAM.answer("tools", TestingAnswers.reply("Sunny in both"));
        ChatRequest request = hello().toolSpecifications(WEATHER).build();
        ChatResponse calls = model("tools").chat(request);
        assertThat(arguments(calls)).containsExactly(BERLIN.arguments(), PARIS.arguments());
        assertThat(arguments(streamed("tools", request).get())).containsExactly(BERLIN.arguments(), PARIS.arguments());
        ChatResponse answer = model("tools")
                .chat(
                        UserMessage.from("hello"),
                        calls.aiMessage(),
                        ToolExecutionResultMessage.from("call_1", "weather", "sunny"),
                        ToolExecutionResultMessage.from("call_2", "weather", "sunny"));
        assertThat(answer.aiMessage().text()).isEqualTo("Sunny in both");
    }

    private static List<String> arguments(ChatResponse response) {
        return response.aiMessage().toolExecutionRequests().stream()
                .map(ToolExecutionRequest::arguments)
                .toList();
    }

    @Test
    void sendsPictures() {
        UPSTREAM.answer("vision", TestingAnswers.partsSeen());
        ChatResponse response = model("vision")
                .chat(UserMessage.from(
                        TextContent.from("what?"),
                        ImageContent.from("iVBORw0KGgo=", "image/png"),
                        ImageContent.from("https://pictures.example.org/cat.png")));
        assertThat(response.aiMessage().text())
                .isEqualTo("text=what? image_url=data:image/png;base64,iVBORw0KGgo="
                        + " image_url=https://pictures.example.org/cat.png");
    }

    @Test
    void errorsHaveTheirClass() {
        UPSTREAM.answer("e400", TestingAnswers.error(400, "that was wrong"));
        UPSTREAM.answer("e404", TestingAnswers.error(404, "no such model"));
        UPSTREAM.answer("e429", TestingAnswers.tooMany(1));
        UPSTREAM.answer("e500", TestingAnswers.error(500, "out"));
        assertThatThrownBy(() -> model("e400").chat("x")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> model("e404").chat("x")).isInstanceOf(ModelNotFoundException.class);
        assertThatThrownBy(() -> model("e429").chat("x")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> model("e500").chat("x")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> model("plain", "sk-wrong", 0).chat("x")).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> streamed("e429", hello().build()).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RateLimitException.class);
    }

    @Test
    void hangingUpReachesTheUpstream() {
        UPSTREAM.answer(
                "hung-up", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(new CountDownLatch(1))));
        streaming("hung-up").chat(hello().build(), new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
                context.streamingHandle().cancel();
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {}

            @Override
            public void onError(Throwable error) {}
        });
        assertThat(UPSTREAM.awaitRequest("hung-up").closedWithin(Duration.ofMillis(1400)))
                .isTrue();
    }

    @Test
    void triesAgainByItself() {
        UPSTREAM.next("again", TestingAnswers.error(500, "out"));
        assertThat(model("again", "sk-caller", 2).chat("hello")).isEqualTo("You said: hello");
        assertThat(UPSTREAM.requests("again")).hasSize(2);
    }
}
