package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// OpenAI's own Java client asks for responses.
final class OpenAiJavaResponsesIT {
    private static final TestingChat.Call BERLIN = new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}");

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    private static final OpenAIClient CLIENT = OpenAIOkHttpClient.builder()
            .baseUrl(SLUICE.url() + "/v1")
            .apiKey("any")
            .maxRetries(0)
            .timeout(Duration.ofSeconds(15))
            .build();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static ResponseCreateParams.Builder ask(String model) {
        return ResponseCreateParams.builder().model("fake/" + model).input("hello");
    }

    private static Response streamed(ResponseCreateParams params) {
        var whole = ResponseAccumulator.create();
        try (var stream = CLIENT.responses().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.response();
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
    }

    @Test
    void aResponseIsAsTheClientKnowsIt() {
        Response response = CLIENT.responses().create(ask("plain").build());
        assertThat(text(response)).isEqualTo("You said: hello");
        assertThat(response.usage().orElseThrow().inputTokens()).isEqualTo(TestingChat.PROMPT_TOKENS);
        assertThat(response.validate().isValid()).isTrue();
    }

    @Test
    void aStreamAccumulates() {
        UPSTREAM.answer("streamed", TestingStream.ofTokens(5));
        Response response = streamed(ask("streamed").build());
        assertThat(text(response)).isEqualTo("t0 t1 t2 t3 t4");
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(5);
    }

    @Test
    void aToolIsCalledAndAnswered() {
        UPSTREAM.next("loop", TestingAnswers.calls(BERLIN));
        var tool = FunctionTool.builder()
                .name("weather")
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build();
        Response asked = CLIENT.responses().create(ask("loop").addTool(tool).build());
        var call = asked.output().stream()
                .flatMap((ResponseOutputItem item) -> item.functionCall().stream())
                .findFirst()
                .orElseThrow();
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Berlin\"}");
        Response answered = CLIENT.responses()
                .create(ResponseCreateParams.builder()
                        .model("fake/loop")
                        .previousResponseId(asked.id())
                        .addTool(tool)
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("20 degrees")
                                        .build())))
                        .build());
        assertThat(text(answered)).isEqualTo("You said: 20 degrees");
        assertThat(answered.previousResponseId()).contains(asked.id());
    }

    @Test
    void aKeptResponseIsListedAndDeleted() {
        Response response = CLIENT.responses().create(ask("plain").build());
        assertThat(text(CLIENT.responses().retrieve(response.id()))).isEqualTo("You said: hello");
        assertThat(CLIENT.responses().inputItems().list(response.id()).items()).hasSize(1);
        CLIENT.responses().delete(response.id());
        assertThatThrownBy(() -> CLIENT.responses().retrieve(response.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aRefusalHasItsClass() {
        assertThatThrownBy(() ->
                        CLIENT.responses().create(ask("plain").temperature(9.0).build()))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void aBrokenStreamIsAnError() {
        UPSTREAM.answer("broken", TestingAnswers.cutAfter(2));
        assertThatThrownBy(() -> streamed(ask("broken").build())).isInstanceOf(OpenAIException.class);
    }
}
