package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiAudioTranscriptionModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiImageModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiModerationModel;
import dev.langchain4j.model.openai.OpenAiResponsesChatModel;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingOpenAi;
import dev.sluice.testing.TestingUpstream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// LangChain4j's models beside chats, its responses and its structured answers, pointed at Sluice.
final class LangChain4jEndpointsIT {
    private static final TestingChat.Call BERLIN = new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}");
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
            .build();

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller }\n"));

    private static final String BASE = SLUICE.url() + "/v1";
    private static final String KEY = "sk-caller";

    @BeforeAll
    static void script() {
        UPSTREAM.endpoint("/embeddings", TestingEndpoints.embeddings());
        UPSTREAM.endpoint("/moderations", TestingEndpoints.moderations());
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
        UPSTREAM.endpoint("/audio/transcriptions", TestingAnswers.json("{\"text\":\"hello\"}"));
        UPSTREAM.answer("form", TestingAnswers.reply("{\"a\":7}"));
        UPSTREAM.answer("thought", new TestingOpenAi().reasoning("hm", "so"));
    }

    private static OpenAiResponsesChatModel responses(String model) {
        return OpenAiResponsesChatModel.builder()
                .httpClientBuilder(JdkHttpClient.builder())
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/" + model)
                .build();
    }

    private static ChatRequest form() {
        JsonSchema schema = JsonSchema.builder()
                .name("form")
                .rootElement(JsonObjectSchema.builder()
                        .addIntegerProperty("a")
                        .required("a")
                        .build())
                .build();
        return ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(schema)
                        .build())
                .build();
    }

    @Test
    void embeds() {
        var model = OpenAiEmbeddingModel.builder()
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/vectors")
                .dimensions(3)
                .maxRetries(0)
                .build();
        var answer = model.embedAll(List.of(TextSegment.from("a"), TextSegment.from("b")));
        assertThat(answer.content()).hasSize(2);
        assertThat(answer.content().getFirst().vector()).hasSize(3);
        assertThat(Objects.requireNonNull(answer.tokenUsage()).inputTokenCount())
                .isEqualTo(2);
    }

    @Test
    void draws() {
        var model = OpenAiImageModel.builder()
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/painter")
                .maxRetries(0)
                .build();
        assertThat(model.generate("a cat").content().base64Data()).isEqualTo("iVBORw0KGgo=");
    }

    @Test
    void moderates() {
        var model = OpenAiModerationModel.builder()
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/judge")
                .maxRetries(0)
                .build();
        assertThat(model.moderate("I kill time").content().flagged()).isTrue();
        assertThat(model.moderate("I have time").content().flagged()).isFalse();
    }

    @Test
    void listens() {
        var model = OpenAiAudioTranscriptionModel.builder()
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/ears")
                .build();
        assertThat(model.transcribeToText(Audio.builder()
                        .binaryData(new byte[] {'R', 'I', 'F', 'F'})
                        .mimeType("audio/wav")
                        .build()))
                .isEqualTo("hello");
    }

    @Test
    void completes() {
        var model = OpenAiLanguageModel.builder()
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/plain")
                .maxRetries(0)
                .build();
        assertThat(model.generate("once").content()).isEqualTo("You said: once");
    }

    @Test
    void anAnswerFollowsItsSchema() {
        var model = OpenAiChatModel.builder()
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/form")
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
        assertThat(Json.parse(model.chat(form()).aiMessage().text()).path("a").asInt())
                .isEqualTo(7);
        assertThat(Json.parse(responses("form").chat(form()).aiMessage().text())
                        .path("a")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void thoughtsAreApart() {
        var model = OpenAiChatModel.builder()
                .baseUrl(BASE)
                .apiKey(KEY)
                .modelName("fake/thought")
                .returnThinking(true)
                .maxRetries(0)
                .build();
        var message = model.chat(ChatRequest.builder()
                        .messages(UserMessage.from("hello"))
                        .build())
                .aiMessage();
        assertThat(message.text()).isEqualTo("so");
        assertThat(message.thinking()).isEqualTo("hm");
    }

    @Test
    void aResponseCallsAToolAndHearsItsResult() {
        UPSTREAM.next("loop", TestingAnswers.calls(BERLIN));
        OpenAiResponsesChatModel model = responses("loop");
        ChatResponse calls = model.chat(ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .toolSpecifications(WEATHER)
                .build());
        ToolExecutionRequest call = calls.aiMessage().toolExecutionRequests().getFirst();
        assertThat(call.arguments()).isEqualTo(BERLIN.arguments());
        ChatResponse answer = model.chat(ChatRequest.builder()
                .messages(UserMessage.from("hello"), calls.aiMessage(), ToolExecutionResultMessage.from(call, "sunny"))
                .toolSpecifications(WEATHER)
                .build());
        assertThat(answer.aiMessage().text()).isEqualTo("You said: sunny");
    }
}
