package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAzure;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingGemini;
import dev.sluice.testing.TestingOllama;
import dev.sluice.testing.TestingUpstream;
import dev.sluice.testing.TestingVendor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vendors with words of their own, behind callers that speak OpenAI's.
final class KindsIT {
    @RegisterExtension
    static final TestingUpstream GEMINI = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream OLLAMA = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream AZURE = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(config());

    private static String config() {
        GEMINI.models(TestingGemini.models("gemini-fake"));
        OLLAMA.models(TestingOllama.models("llama-fake"));
        return TestingConfig.limits() + "providers:\n"
                + provider(new TestingGemini(), GEMINI, "weight: 1")
                + provider(new TestingOllama(), OLLAMA, "weight: 1")
                + provider(new TestingAzure(), AZURE, "models: [gpt-fake]")
                + "aliases: { over: [gemini/over-g, ollama/over-o, azure/over-a] }\n";
    }

    private static String provider(TestingVendor vendor, TestingUpstream upstream, String more) {
        return TestingConfig.provider(vendor.kind(), vendor.base(upstream.root()), more)
                .replace("kind: openai", "kind: " + vendor.kind());
    }

    private static TestingVendor vendor(String kind) {
        return switch (kind) {
            case "gemini" -> new TestingGemini();
            case "ollama" -> new TestingOllama();
            default -> new TestingAzure();
        };
    }

    private static TestingUpstream upstream(String kind) {
        return switch (kind) {
            case "gemini" -> GEMINI;
            case "ollama" -> OLLAMA;
            default -> AZURE;
        };
    }

    private static JsonNode answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "ollama", "azure"})
    void aChatIsAnsweredWholeAndStreamed(String kind) {
        upstream(kind).answer("talk", vendor(kind).text("Hel", "lo ", "there"));
        JsonNode whole = answer(SLUICE.client().chat(Json.chat(kind + "/talk", false)));
        assertThat(whole.at("/choices/0/message/content").asText()).isEqualTo("Hello there");
        assertThat(whole.path("provider").asText()).isEqualTo(kind);
        assertThat(whole.at("/usage/total_tokens").asInt()).isEqualTo(TestingChat.PROMPT_TOKENS + 3);
        try (TestingEvents events = SLUICE.client().stream(Json.chat(kind + "/talk", true))) {
            assertThat(events.status()).isEqualTo(200);
            List<String> data = events.rest();
            assertThat(TestingEvents.text(data)).isEqualTo("Hello there");
            assertThat(data.getLast()).isEqualTo("[DONE]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "ollama", "azure"})
    void toolsGoRound(String kind) {
        upstream(kind)
                .next(
                        "tools",
                        vendor(kind)
                                .calls(
                                        new TestingChat.Call("id-1", "weather", "{\"city\":\"Bonn\"}"),
                                        new TestingChat.Call("id-2", "weather", "{\"city\":\"Rome\"}")),
                        vendor(kind).text("Rain."));
        String tools = """
                "tools":[{"type":"function","function":{"name":"weather","parameters":
                  {"type":"object","properties":{"city":{"type":"string"}}}}}]""";
        JsonNode first = answer(SLUICE.client().chat("""
                {"model":"%s/tools","messages":[{"role":"user","content":"weather?"}],%s}""".formatted(kind, tools)));
        assertThat(first.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        JsonNode message = first.at("/choices/0/message");
        assertThat(message.path("tool_calls")).hasSize(2);
        JsonNode second = answer(SLUICE.client().chat("""
                {"model":"%s/tools","messages":[{"role":"user","content":"weather?"},%s,
                  {"role":"tool","tool_call_id":"id-1","content":"sun"},
                  {"role":"tool","tool_call_id":"id-2","content":"rain"}],%s}""".formatted(kind, message, tools)));
        assertThat(second.at("/choices/0/message/content").asText()).isEqualTo("Rain.");
        assertThat(upstream(kind).requests("tools").getLast().text()).contains("sun", "rain", "Bonn", "Rome");
    }

    @Test
    void oneKindTakesOverFromAnother() {
        GEMINI.answer("over-g", new TestingGemini().refusal(503, "overloaded"));
        OLLAMA.answer("over-o", new TestingOllama().refusal(404, "model 'over-o' not found"));
        AZURE.answer("over-a", new TestingAzure().text("here I am"));
        HttpResponse<String> response = SLUICE.client().chat(Json.chat("over", false));
        assertThat(answer(response).at("/choices/0/message/content").asText()).isEqualTo("here I am");
        assertThat(response.headers().firstValue("x-sluice-attempts")).contains("3");
        assertThat(response.headers().firstValue("x-sluice-provider")).contains("azure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "ollama", "azure"})
    void whatBreaksLaterIsAnErrorEvent(String kind) {
        upstream(kind).answer("breaks", vendor(kind).cutAfter("part"));
        try (TestingEvents events = SLUICE.client().stream(Json.chat(kind + "/breaks", true))) {
            List<String> data = events.rest();
            assertThat(TestingEvents.text(data)).isEqualTo("part");
            Refusals.error(data.getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "ollama", "azure"})
    void aCallerThatGoesTakesTheUpstreamsWorkAlong(String kind) {
        upstream(kind).answer("stalls", vendor(kind).stallAfter("part"));
        TestingEvents events = SLUICE.client().stream(Json.chat(kind + "/stalls", true));
        while (!events.next().contains("part")) {
            // the role comes first
        }
        events.close();
        assertThat(upstream(kind).awaitRequest("stalls").closedWithin(Duration.ofSeconds(2)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini", "ollama", "azure"})
    void aBadRequestHasTheVendorsWords(String kind) {
        upstream(kind).answer("bad", vendor(kind).refusal(400, "too much of it"));
        JsonNode error = Refusals.refused(SLUICE.client().chat(Json.chat(kind + "/bad", false)), 400);
        assertThat(error.path("message").asText()).isEqualTo("too much of it");
    }

    @Test
    void whatAVendorCannotBeToldIsTheCallersToKnow() {
        JsonNode error = Refusals.refused(
                SLUICE.client().chat(Json.chat("ollama/talk", false).replaceFirst("\\{", "{\"n\":2,")), 400);
        assertThat(error.path("param").asText()).isEqualTo("n");
    }

    @Test
    void modelsAreListed() {
        assertThat(Eventually.holds(Duration.ofSeconds(10), () -> {
                    String models = SLUICE.client().get("/v1/models").body();
                    return List.of("gemini/gemini-fake", "ollama/llama-fake", "azure/gpt-fake").stream()
                            .allMatch(models::contains);
                }))
                .isTrue();
    }
}
