package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.responses.ResponseRequestReader;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.TestingAccount;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingAzure;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingResponses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureProviderTest {
    private final TestingAzure azure = new TestingAzure();
    private final TestingAccount account = new TestingAccount(azure, AzureKind::new);

    @AfterEach
    void closeAll() {
        account.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', /openai/v1/chat/completions",
        "/, /openai/v1/chat/completions",
        "/openai, /openai/v1/chat/completions",
        "/openai/v1/, /openai/v1/chat/completions",
        "/openai/v1?api-version=preview, /openai/v1/chat/completions?api-version=preview",
        "?api-version=2024-10-21, /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21",
        "/openai?api-version=2024-10-21, /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21",
        "/team/?api-version=1, /team/openai/deployments/my%20gpt/chat/completions?api-version=1",
        "/openai/deployments/d?api-version=1, /openai/deployments/d/chat/completions?api-version=1",
        "/openai/deployments/d/chat/completions?api-version=1, /openai/deployments/d/chat/completions?api-version=1",
    })
    void bothFormsOfAddresses(String written, String asked) {
        AzureAddress address = AzureAddress.of(URI.create("https://r.openai.azure.com" + written));
        assertThat(address.base() + address.chat("my gpt")).isEqualTo("https://r.openai.azure.com" + asked);
        assertThat(address.lacksVersion()).isFalse();
    }

    @Test
    void aDeploymentsAddressNeedsAVersion() {
        assertThatThrownBy(() -> account.at("/openai/deployments/d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("providers.testing.base-url")
                .hasMessageContaining("api-version");
    }

    @Test
    void asksTheDeploymentWithTheKeyInItsHeader() {
        account.upstream().answer("m", azure.text("hi"));
        account.completion(Json.chat("m", false));
        TestingRequest request = account.upstream().request("m");
        assertThat(request.path()).isEqualTo("/openai/deployments/m/chat/completions?api-version=2024-10-21");
        assertThat(request.header("api-key")).isEqualTo(TestingConfig.UPSTREAM_KEY);
        assertThat(request.headers()).doesNotContainKey("authorization");
        assertThat(account.provider().models()).isEmpty();
    }

    @Test
    void whatTheFilterFoundIsKept() {
        account.upstream().answer("m", azure.text("a", "b"));
        List<JsonNode> chunks = account.chunks(Json.chat("m", true));
        assertThat(chunks)
                .filteredOn(chunk -> chunk.at("/choices/0/content_filter_results/hate/severity")
                        .asText()
                        .equals("safe"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aFilterThatComesAfterTheTextIsTolerated() {
        account.upstream().answer("m", TestingAnswers.body(200, "text/event-stream", """
                data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
                "delta":{"role":"assistant","content":"a"},"finish_reason":null}]}

                data: {"id":"","object":"","created":0,"model":"","choices":[{"index":0,"finish_reason":null,\
                "content_filter_results":{},"content_filter_offsets":{"check_offset":1}}]}

                data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
                "delta":{},"finish_reason":"stop"}]}

                data: {"id":"","object":"","created":0,"model":"","choices":[{"index":0,"finish_reason":null,\
                "content_filter_results":{"hate":{"filtered":false}},"content_filter_offsets":{"check_offset":9}}]}

                data: [DONE]

                """));
        JsonNode answer = account.completion(Json.chat("m", true));
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("a");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void aPromptThatTheFilterRefusesSaysWhatWasFound() {
        account.upstream().answer("m", TestingAzure.filtered("The response was filtered."));
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> account.completion(Json.chat("m", true)));
        assertThat(refused.failure()).isInstanceOfSatisfying(Failure.RefusedByUpstream.class, failure -> {
            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.code()).isEqualTo("content_filter");
            assertThat(failure.param()).isEqualTo("prompt");
            assertThat(failure.message()).isEqualTo("The response was filtered. (found: hate, violence)");
        });
    }

    @Test
    void gatewaysInFrontOfAzureSayErrorsTheirOwnWay() {
        account.upstream().answer("m", TestingAnswers.body(401, "application/json", """
                {"statusCode":401,"message":"Access denied due to missing subscription key."}"""));
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> account.completion(Json.chat("m", false)));
        assertThat(refused.failure().message()).startsWith("Access denied");
    }

    private ReplyEvent.Whole response(String model) {
        String body = "{\"model\":\"" + model + "\",\"input\":\"hello\"}";
        ChatRequest request = ResponseRequestReader.read(body.getBytes(StandardCharsets.UTF_8), Map.of());
        try (ReplyStream reply = account.provider().chat(request, model, account.attempt())) {
            return (ReplyEvent.Whole) Objects.requireNonNull(reply.next());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', /openai/v1/responses",
        "?api-version=2025-04-01-preview, /openai/responses?api-version=2025-04-01-preview",
    })
    void responsesPassAsTheyAre(String form, String path) {
        account.at(form).upstream().responses(TestingResponses.saying(TestingResponses.ID, "hi"));
        assertThat(account.provider().speaks(Dialect.OPENAI_RESPONSES)).isTrue();
        assertThat(response("my-gpt").dialect()).isEqualTo(Dialect.OPENAI_RESPONSES);
        TestingRequest request = account.upstream().request("my-gpt");
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.header("api-key")).isEqualTo(TestingConfig.UPSTREAM_KEY);
        assertThat(request.json().path("model").asText()).isEqualTo("my-gpt");
    }

    @Test
    void anOldVersionOfTheApiAnswersResponsesAsChats() {
        account.upstream()
                .responses(TestingAnswers.error(
                        400,
                        "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later"));
        account.upstream().answer("m", azure.text("hi"));
        String body = "{\"model\":\"m\",\"input\":\"hello\"}";
        ChatRequest request = ResponseRequestReader.read(body.getBytes(StandardCharsets.UTF_8), Map.of());
        account.provider().chat(request, "m", account.attempt()).close();
        assertThat(account.provider().speaks(Dialect.OPENAI_RESPONSES)).isFalse();
        assertThat(account.upstream().requests("m"))
                .extracting(TestingRequest::path)
                .containsExactly(
                        "/openai/responses?api-version=2024-10-21",
                        "/openai/deployments/m/chat/completions?api-version=2024-10-21");
    }

    @Test
    void theAddressOfOneDeploymentHasNoResponses() {
        account.at("/openai/deployments/m?api-version=2025-04-01-preview");
        assertThat(account.provider().speaks(Dialect.OPENAI_RESPONSES)).isFalse();
    }
}
