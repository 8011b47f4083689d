package dev.sluice.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.TestingAccount;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingGemini;
import dev.sluice.testing.TestingRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiProviderTest {
    private final TestingGemini gemini = new TestingGemini();
    private final TestingAccount account = new TestingAccount(gemini, GeminiKind::new);

    @AfterEach
    void closeAll() {
        account.close();
    }

    @Test
    void asksWithTheKeyInItsHeaderAtTheModelsPath() {
        account.upstream().answer("m", gemini.text("hi"));
        account.completion(Json.chat("m", false));
        account.completion(Json.chat("m", true));
        List<TestingRequest> requests = account.upstream().requests("m");
        assertThat(requests)
                .extracting(TestingRequest::path)
                .containsExactly("/v1beta/models/m:generateContent", "/v1beta/models/m:streamGenerateContent?alt=sse");
        assertThat(requests)
                .allSatisfy(
                        request -> assertThat(request.header("x-goog-api-key")).isEqualTo(TestingConfig.UPSTREAM_KEY))
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void namesThatNeedItAreEscaped() {
        account.upstream().answer("tunedModels/my model:1", gemini.text("hi"));
        account.completion(Json.chat("tunedModels/my model:1", false));
        assertThat(account.upstream().requests().getLast().path())
                .isEqualTo("/v1beta/tunedModels/my%20model%3A1:generateContent");
    }

    @Test
    void theImitationsAddressIsTakenForTheApis() {
        account.at("/v1beta/openai").upstream().answer("m", gemini.text("hi"));
        account.completion(Json.chat("m", false));
        assertThat(account.upstream().request("m").path()).isEqualTo("/v1beta/models/m:generateContent");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallGoesRoundWithItsSignature(boolean stream) {
        account.upstream()
                .next(
                        "gemini-3-pro",
                        gemini.calls(new TestingChat.Call("", "f", "{\"a\":1}"), new TestingChat.Call("", "f", "{}")),
                        gemini.text("done"));
        JsonNode message = account.completion(Json.chat("gemini-3-pro", stream)).at("/choices/0/message");
        String calls = message.path("tool_calls").toString();
        account.completion("""
                {"model":"gemini-3-pro","messages":[{"role":"user","content":"hi"},%s,
                 {"role":"tool","tool_call_id":"%s","content":"1"},{"role":"tool","tool_call_id":"%s","content":"2"}]}""".formatted(
                        message,
                        message.at("/tool_calls/0/id").asText(),
                        message.at("/tool_calls/1/id").asText()));
        JsonNode contents =
                account.upstream().requests("gemini-3-pro").getLast().json().path("contents");
        assertThat(contents.at("/1/parts/0/thoughtSignature").asText())
                .as(calls)
                .isEqualTo(TestingGemini.SIGNATURE);
        assertThat(contents.at("/1/parts/1").has("thoughtSignature")).isFalse();
        assertThat(contents.at("/2/parts/0/functionResponse/id")).isEqualTo(contents.at("/1/parts/0/functionCall/id"));
        assertThat(contents.at("/2/parts/1/functionResponse/response/output").asText())
                .isEqualTo("2");
    }

    @Test
    void oneCallOnlyWhereTheCallerWantsNoMore() {
        account.upstream()
                .answer("m", gemini.calls(new TestingChat.Call("a", "f", "{}"), new TestingChat.Call("b", "f", "{}")));
        JsonNode answer =
                account.completion(Json.chat("m", true).replaceFirst("\\{", "{\"parallel_tool_calls\":false,"));
        assertThat(answer.at("/choices/0/message/tool_calls")).hasSize(1);
    }

    @Test
    void reasoningIsLeftOutWhereTheCallerWantsNone() {
        account.upstream().answer("m", gemini.reasoning("hm", "so"));
        JsonNode answer =
                account.completion(Json.chat("m", true).replaceFirst("\\{", "{\"reasoning\":{\"exclude\":true},"));
        assertThat(answer.at("/choices/0/message").has("reasoning_content")).isFalse();
    }

    @Test
    void modelsComePageByPageWithWhatTheyCan() {
        account.upstream().models(exchange -> {
            boolean first = !exchange.request().path().contains("pageToken");
            TestingAnswers.json(first ? """
                    {"models":[{"name":"models/gemini-2.5-pro","inputTokenLimit":1048576,"outputTokenLimit":65536,
                       "supportedGenerationMethods":["generateContent","countTokens"],"thinking":true},
                      {"name":"models/gemini-embedding-001","inputTokenLimit":2048,
                       "supportedGenerationMethods":["embedContent"]},
                      {"name":"models/gemini-2.5-flash-preview-tts","supportedGenerationMethods":["generateContent"]},
                      {"name":"models/veo-3","supportedGenerationMethods":["predictLongRunning"]}],
                     "nextPageToken":"a/b+c"}""" : """
                    {"models":[{"name":"models/imagen-4","supportedGenerationMethods":["predict"]},
                      {"name":"models/gemma-3-1b-it","supportedGenerationMethods":["generateContent"]}]}""").answer(exchange);
        });
        List<ModelCard> models = account.provider().models();
        assertThat(models)
                .extracting(ModelCard::id, ModelCard::type)
                .containsExactly(
                        tuple("gemini-2.5-pro", "chat"),
                        tuple("gemini-embedding-001", "embedding"),
                        tuple("gemini-2.5-flash-preview-tts", "speech"),
                        tuple("imagen-4", "image"),
                        tuple("gemma-3-1b-it", "chat"));
        assertThat(models.getFirst().vision()).isTrue();
        assertThat(models.getFirst().contextLength()).hasValue(1048576);
        assertThat(models.getFirst().more().get("reasoning")).hasToString("true");
        assertThat(models.getLast().vision()).isFalse();
        assertThat(account.upstream().requests())
                .extracting(TestingRequest::path)
                .containsExactly("/v1beta/models?pageSize=1000", "/v1beta/models?pageSize=1000&pageToken=a%2Fb%2Bc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"models\":{}}", "<html>"})
    void whatIsNoListIsTheUpstreamsFault(String body) {
        account.upstream().models(TestingAnswers.json(body));
        assertThat(catchThrowableOfType(
                                RefusedException.class, () -> account.provider().models())
                        .failure())
                .isInstanceOf(Failure.UpstreamBroken.class);
    }
}
