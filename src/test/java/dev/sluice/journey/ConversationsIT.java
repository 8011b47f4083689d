package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingClaude;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingGemini;
import dev.sluice.testing.TestingOllama;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import dev.sluice.testing.TestingVendor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conversations that Sluice remembers, as G4F's clients name them.
final class ConversationsIT {
    private static final String KEYS = "auth: { api-key: sk-caller, admin-key: sk-admin }\n";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [gpt-fake]")
            + TestingConfig.provider("claude", "anthropic", UPSTREAM.baseUrl(), "models: [claude-fake]")
            + TestingConfig.provider("google", "gemini", UPSTREAM.root() + "/v1beta", "models: [gemini-fake]")
            + TestingConfig.provider("llama", "ollama", UPSTREAM.root(), "models: [llama-fake]")
            + KEYS);

    private static HttpResponse<String> post(String path, String body, String key) {
        return SLUICE.client().post(path, body.replace('\'', '"'), "Authorization", "Bearer " + key);
    }

    private static JsonNode asked(String path, String body) {
        HttpResponse<String> response = post(path, body, "sk-caller");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static JsonNode chat(String model, String id, String text) {
        return asked("/v1/chat/completions", body(model, id, text, false));
    }

    private static String body(String model, String id, String text, boolean stream) {
        return "{'model':'" + model + "','conversation_id':'" + id + "','stream':" + stream
                + ",'messages':[{'role':'user','content':'" + text + "'}]}";
    }

    /// What the upstream was told last, one text for each message.
    private static List<String> told(String model) {
        List<TestingRequest> all = UPSTREAM.requests(model);
        List<String> texts = new ArrayList<>();
        all.getLast()
                .json()
                .path("messages")
                .forEach(message -> texts.add(message.path("content").asText()));
        return texts;
    }

    @Test
    void aConversationGoesOnWhereItWasLeft() {
        JsonNode first = chat("fake/kept", "c1", "one");
        assertThat(first.at("/conversation/conversation_id").asText()).isEqualTo("c1");
        chat("fake/kept", "c1", "two");
        assertThat(told("kept")).containsExactly("one", "You said: one", "two");
        assertThat(UPSTREAM.requests("kept").getLast().json().has("conversation_id"))
                .isFalse();
    }

    @Test
    void aHistoryThatIsSentAgainIsNotDoubled() {
        chat("fake/resent", "c2", "one");
        asked(
                "/v1/chat/completions",
                "{'model':'fake/resent','conversation_id':'c2','messages':[{'role':'user','content':'one'},"
                        + "{'role':'assistant','content':'You said: one'},{'role':'user','content':'two','x':1.10}]}");
        assertThat(told("resent")).containsExactly("one", "You said: one", "two");
        assertThat(UPSTREAM.requests("resent").getLast().text()).contains("1.10");
        chat("fake/resent", "c2", "three");
        assertThat(told("resent")).containsExactly("one", "You said: one", "two", "You said: two", "three");
    }

    @Test
    void aStreamIsRememberedBeforeItsEnd() {
        UPSTREAM.next("streamed", TestingStream.ofTokens(3));
        HttpResponse<String> response =
                post("/v1/chat/completions", body("fake/streamed", "c3", "one", true), "sk-caller");
        assertThat(response.body()).contains("\"conversation\":{\"conversation_id\":\"c3\"}");
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        chat("fake/streamed", "c3", "two");
        assertThat(told("streamed")).hasSize(3).last().isEqualTo("two");
    }

    @Test
    void anAnswerInSoundIsRememberedByItsWords() {
        UPSTREAM.next("spoken", TestingAnswers.json("""
                {"id":"c","object":"chat.completion","created":1,"model":"spoken","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":null,"audio":{"id":"a1","data":"UklGRg==","transcript":"in words","expires_at":1}}}]}"""));
        chat("fake/spoken", "c3s", "one");
        chat("fake/spoken", "c3s", "two");
        assertThat(told("spoken")).containsExactly("one", "in words", "two");
    }

    @Test
    void whatFailedIsNotRemembered() {
        chat("fake/failing", "c4", "one");
        UPSTREAM.next("failing", TestingAnswers.error(400, "no"));
        assertThat(post("/v1/chat/completions", body("fake/failing", "c4", "lost", false), "sk-caller")
                        .statusCode())
                .isEqualTo(400);
        UPSTREAM.next("failing", TestingAnswers.cutAfter(2));
        HttpResponse<String> cut = post("/v1/chat/completions", body("fake/failing", "c4", "cut", true), "sk-caller");
        assertThat(cut.body()).contains("\"error\"");
        chat("fake/failing", "c4", "two");
        assertThat(told("failing")).containsExactly("one", "You said: one", "two");
    }

    @Test
    void anotherCallersNameIsAnotherConversation() {
        chat("fake/foreign", "c5", "secret");
        HttpResponse<String> other =
                post("/v1/chat/completions", body("fake/foreign", "c5", "what was it?", false), "sk-admin");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(told("foreign")).containsExactly("what was it?");
    }

    @Test
    void thePathMayNameTheConversation() {
        String body = "{'model':'pathed','messages':[{'role':'user','content':'%s'}]}";
        JsonNode first = asked("/api/fake/conv-123/chat/completions", body.formatted("one"));
        assertThat(first.at("/conversation/conversation_id").asText()).isEqualTo("conv-123");
        asked("/api/FAKE/conv-123/chat/completions", body.formatted("two"));
        assertThat(told("pathed")).containsExactly("one", "You said: one", "two");
        assertThat(post("/api/nobody/conv-123/chat/completions", body.formatted("x"), "sk-caller")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theStateThatAnAnswerCarriesIsSentWithTheNextRequest() {
        String body = "{'model':'fake/stated','conversation':%s,'messages':[{'role':'user','content':'%s'}]}";
        JsonNode state =
                asked("/v1/chat/completions", body.formatted("{}", "one")).path("conversation");
        assertThat(state.path("conversation_id").asText()).startsWith("conv-");
        asked("/v1/chat/completions", body.formatted(state.toString(), "two"));
        assertThat(told("stated")).containsExactly("one", "You said: one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude/claude-fake", "google/gemini-fake", "llama/llama-fake"})
    void everyKindOfProviderGoesOn(String model) {
        String own = model.substring(model.indexOf('/') + 1);
        TestingVendor vendor = switch (own) {
            case "claude-fake" -> new TestingClaude();
            case "gemini-fake" -> new TestingGemini();
            default -> new TestingOllama();
        };
        UPSTREAM.answer(own, vendor.text("fine"));
        chat(model, "kinds", "one " + own);
        chat(model, "kinds", "two " + own);
        String body = UPSTREAM.requests(own).getLast().text();
        assertThat(body).contains("one " + own).contains("two " + own).contains("fine");
    }

    @Test
    void anthropicsMessagesGoOnToo() {
        String body = "{'model':'fake/anthropic','max_tokens':9,'conversation_id':'c6',"
                + "'messages':[{'role':'user','content':'%s'}]}";
        asked("/v1/messages", body.formatted("one"));
        asked("/v1/messages", body.formatted("two"));
        assertThat(told("anthropic")).containsExactly("one", "You said: one", "two");
    }

    @Test
    void aNameHasItsLimit() {
        HttpResponse<String> response =
                post("/v1/chat/completions", body("fake/gpt-fake", "x".repeat(201), "one", false), "sk-caller");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"param\":\"conversation_id\"");
    }
}
