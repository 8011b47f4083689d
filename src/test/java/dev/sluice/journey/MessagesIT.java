package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Messages;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingAnthropic;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages over a provider that speaks OpenAI's dialect, and over one that speaks Anthropic's own.
final class MessagesIT {
    private static final String TOOLS = ",\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}}]";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream VENDOR = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(
            UPSTREAM,
            TestingConfig.provider("claude", "anthropic", VENDOR.baseUrl(), "models: [claude-a, claude-b]")
                    + "aliases: { both: [claude/first, fake/second] }\n"));

    private static HttpResponse<String> post(String body, String... headers) {
        return SLUICE.client().post("/v1/messages", body, headers);
    }

    private static List<String> stream(String body) {
        try (var events = SLUICE.client().streamAt("/v1/messages", body)) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("content-type")).startsWith("text/event-stream");
            return events.named();
        }
    }

    private static JsonNode answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static List<String> names(List<String> events) {
        return events.stream()
                .map(event -> event.substring(0, event.indexOf(' ')))
                .toList();
    }

    @Test
    void aMessageIsTranslatedForAnUpstreamOfOpenAis() {
        UPSTREAM.answer("plain", TestingAnswers.reply("one two three"));
        JsonNode message = answer(post(Messages.body("fake/plain", false, ",\"system\":\"be kind\",\"top_k\":3")));
        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.path("content")).isEqualTo(Json.parse("[{\"type\":\"text\",\"text\":\"one two three\"}]"));
        assertThat(message.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(message.path("usage").path("input_tokens").asInt()).isEqualTo(TestingChat.PROMPT_TOKENS);
        assertThat(message.path("usage").path("output_tokens").asInt()).isEqualTo(3);
        JsonNode sent = UPSTREAM.request("plain").json();
        assertThat(sent.path("messages").path(0).path("role").asText()).isEqualTo("system");
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(100);
    }

    @Test
    void aStreamIsTranslatedEventByEvent() {
        UPSTREAM.answer("streamed", TestingStream.ofTokens(3));
        List<String> events = stream(Messages.body("fake/streamed", true));
        assertThat(Messages.text(events)).isEqualTo("t0 t1 t2");
        assertThat(names(events))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        JsonNode end = Messages.data(events.get(events.size() - 2));
        assertThat(end.at("/usage/output_tokens").asInt()).isEqualTo(3);
        assertThat(end.at("/delta/stop_reason").asText()).isEqualTo("end_turn");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parallelCallsAreBlocks(boolean stream) {
        String model = "calls-" + stream;
        UPSTREAM.answer(
                model,
                TestingAnswers.calls(
                        new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}"),
                        new TestingChat.Call("call_2", "weather", "{\"city\":\"Paris\"}")));
        String body = Messages.body("fake/" + model, stream, TOOLS);
        if (stream) {
            List<String> events = stream(body);
            assertThat(String.join("\n", events)).contains("\"id\":\"call_1\"").contains("\"id\":\"call_2\"");
            assertThat(Messages.data(events.get(events.size() - 2))
                            .at("/delta/stop_reason")
                            .asText())
                    .isEqualTo("tool_use");
        } else {
            JsonNode message = answer(post(body));
            assertThat(message.path("stop_reason").asText()).isEqualTo("tool_use");
            assertThat(message.path("content")).isEqualTo(Json.parse("""
                    [{"type":"tool_use","id":"call_1","name":"weather","input":{"city":"Berlin"}},
                     {"type":"tool_use","id":"call_2","name":"weather","input":{"city":"Paris"}}]"""));
        }
    }

    @Test
    void whatToolsAnsweredGoesToAnyUpstream() {
        answer(post("""
                {"model":"fake/results","max_tokens":9,"messages":[{"role":"user","content":"x"},
                 {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{"a":1}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"r"},
                  {"type":"text","text":"and?"}]}]}"""));
        JsonNode sent = UPSTREAM.request("results").json().path("messages");
        assertThat(sent.path(1).at("/tool_calls/0/function/arguments").asText()).isEqualTo("{\"a\":1}");
        assertThat(sent.path(2).path("role").asText()).isEqualTo("tool");
        assertThat(sent.path(2).path("content").asText()).isEqualTo("r");
        assertThat(sent.path(3).path("content").asText()).isEqualTo("and?");
    }

    @Test
    void theVendorGetsTheCallersBytesAndItsAnswerComesBackUntouched() {
        String vendors = TestingAnthropic.message("pause_turn", TestingAnthropic.text("hi"));
        VENDOR.answer("bytes", TestingAnthropic.reply("pause_turn", TestingAnthropic.text("hi")));
        String more = ",\"temperature\":0.70,\"unheard_of\":[1.50],\"context_management\":{\"edits\":[]}";
        HttpResponse<String> response = post(
                Messages.body("claude/bytes", false, more + ",\"download_media\":false"),
                "anthropic-beta",
                "a-2025-01-01,b-2025-02-02");
        assertThat(response.body()).isEqualTo(vendors);
        assertThat(response.headers().firstValue("x-sluice-provider")).contains("claude");
        TestingRequest sent = VENDOR.request("bytes");
        assertThat(sent.path()).isEqualTo("/v1/messages");
        assertThat(sent.text()).isEqualTo(Messages.body("bytes", false, more));
        assertThat(sent.header("x-api-key")).isEqualTo(TestingConfig.UPSTREAM_KEY);
        assertThat(sent.header("authorization")).isEmpty();
        assertThat(sent.header("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(sent.header("anthropic-beta")).isEqualTo("a-2025-01-01,b-2025-02-02");
    }

    @Test
    void theVersionThatACallerNamesIsTheVendors() {
        VENDOR.answer("versioned", TestingAnthropic.says("x"));
        answer(post(Messages.body("claude/versioned", false), "anthropic-version", "2026-10-21"));
        assertThat(VENDOR.request("versioned").header("anthropic-version")).isEqualTo("2026-10-21");
    }

    @Test
    void theVendorsEventsComeBackAsTheyCame() {
        String[] blocks = {
            TestingAnthropic.thinking("Hm.", "sig=="),
            TestingAnthropic.text("hello there"),
            TestingAnthropic.toolUse("toolu_1", "weather", "{\"city\":\"Berlin\"}")
        };
        VENDOR.answer("events", TestingAnthropic.reply("tool_use", blocks));
        List<String> events = stream(Messages.body("claude/events", true));
        assertThat(events.stream().map(event -> event.substring(event.indexOf(' ') + 1)))
                .isEqualTo(TestingAnthropic.events("tool_use", blocks).stream()
                        .filter(event -> !event.contains("ping"))
                        .toList());
        assertThat(events)
                .allSatisfy(event -> assertThat(event)
                        .startsWith(Messages.data(event).path("type").asText() + " "));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChatIsTranslatedForTheVendor(boolean stream) {
        String model = "chat-" + stream;
        VENDOR.answer(
                model,
                TestingAnthropic.reply(
                        "tool_use",
                        TestingAnthropic.thinking("Hm.", "sig=="),
                        TestingAnthropic.text("I look."),
                        TestingAnthropic.toolUse("toolu_1", "weather", "{\"city\":\"Berlin\"}")));
        String body = "{\"model\":\"claude/" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"u\"}]}";
        String answer = SLUICE.client().chat(body).body();
        assertThat(answer).contains("toolu_1").contains("sig==").contains("\"tool_calls\"");
        if (!stream) {
            JsonNode json = Json.parse(answer);
            assertThat(json.at("/choices/0/message/content").asText()).isEqualTo("I look.");
            assertThat(json.at("/choices/0/message/reasoning_content").asText()).isEqualTo("Hm.");
            assertThat(json.at("/choices/0/message/tool_calls/0/function/arguments")
                            .asText())
                    .isEqualTo("{\"city\":\"Berlin\"}");
            assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
            assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(7);
        }
        JsonNode sent = VENDOR.request(model).json();
        assertThat(sent.path("system").asText()).isEqualTo("s");
        assertThat(sent.path("max_tokens").asInt()).isPositive();
    }

    @Test
    void oneThatIsOverloadedAfterItsStartIsFollowedByTheNext() {
        VENDOR.answer("first", TestingAnthropic.begins(1, exchange -> {
            exchange.chunk(TestingAnthropic.sse(List.of(TestingAnthropic.error("overloaded_error", "no")))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.cut();
        }));
        UPSTREAM.answer("second", TestingAnswers.reply("from the second"));
        assertThat(Messages.text(stream(Messages.body("both", true)))).isEqualTo("from the second");
    }

    @Test
    void silenceIsToldAsPings() {
        var go = new CountDownLatch(1);
        VENDOR.answer("pinged", TestingAnthropic.begins(3, exchange -> {
            exchange.waitFor(go);
            List<String> all = TestingAnthropic.events("end_turn", TestingAnthropic.text("words words words"));
            exchange.chunk(
                    TestingAnthropic.sse(all.subList(3, all.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.lastChunk();
        }));
        try (var events = SLUICE.client().streamAt("/v1/messages", Messages.body("claude/pinged", true))) {
            events.awaitLine("event: ping");
            go.countDown();
            assertThat(events.named().getLast()).startsWith("message_stop ");
        }
    }

    @Test
    void tokensAreCountedByTheVendor() {
        VENDOR.answerAt("/v1/messages/count_tokens", TestingAnswers.json("{\"input_tokens\":42}"));
        HttpResponse<String> response = SLUICE.client()
                .post("/v1/messages/count_tokens", Messages.body("claude/counted", false, ",\"system\":\"s\""));
        assertThat(response.body()).isEqualTo("{\"input_tokens\":42}");
        assertThat(response.headers().firstValue("x-sluice-estimated")).isEmpty();
        JsonNode sent = VENDOR.requests("counted").getFirst().json();
        assertThat(sent.has("max_tokens") || sent.has("stream")).isFalse();
        assertThat(sent.path("system").asText()).isEqualTo("s");
    }

    @Test
    void tokensAreEstimatedForOthers() {
        HttpResponse<String> response = SLUICE.client()
                .post(
                        "/v1/messages/count_tokens",
                        "{\"model\":\"fake/x\",\"system\":\"12345678\","
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"12345\"}]}");
        assertThat(response.body()).isEqualTo("{\"input_tokens\":8}");
        assertThat(response.headers().firstValue("x-sluice-estimated")).contains("true");
        assertThat(UPSTREAM.requests("x")).isEmpty();
    }

    @Test
    void modelsAreListedInAnthropicsShape() {
        JsonNode all = answer(SLUICE.client().get("/v1/messages"));
        assertThat(all.path("data").findValuesAsText("id")).contains("claude/claude-a", "fake/gpt-fake", "both");
        assertThat(all.at("/data/0/type").asText()).isEqualTo("model");
        JsonNode page = answer(SLUICE.client().get("/v1/models?limit=2", "anthropic-version", "2023-06-01"));
        assertThat(page.path("data")).hasSize(2);
        assertThat(page.path("has_more").asBoolean()).isTrue();
        JsonNode next = answer(SLUICE.client()
                .get(
                        "/v1/models?limit=2&after_id=" + page.path("last_id").asText(),
                        "anthropic-version",
                        "2023-06-01"));
        assertThat(next.path("first_id").asText())
                .isNotEqualTo(page.path("last_id").asText());
        assertThat(answer(SLUICE.client().get("/v1/models")).path("object").asText())
                .isEqualTo("list");
    }

    @ParameterizedTest
    @CsvSource({"/messages", "/v1/messages?beta=true", "/api/fake/messages"})
    void otherAddressesLeadHereToo(String path) {
        UPSTREAM.answer("addressed", TestingAnswers.reply("here"));
        String model = path.startsWith("/api") ? "addressed" : "fake/addressed";
        JsonNode message = answer(SLUICE.client().post(path, Messages.body(model, false)));
        assertThat(message.at("/content/0/text").asText()).isEqualTo("here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not json                                                    | 400 | invalid_request_error
            {"model":"fake/bad","messages":[{"role":"user","content":"x"}]} | 400 | invalid_request_error
            {"model":"fake/bad","max_tokens":9,"messages":[]}           | 400 | invalid_request_error
            {"model":"fake/bad","max_tokens":9,"messages":[{"role":"tool","content":"x"}]} | 400 | invalid_request_error
            {"model":"","max_tokens":9,"messages":[{"role":"user","content":"x"}]} | 400 | invalid_request_error
            {"model":"nobody/knows","max_tokens":9,"messages":[{"role":"user","content":"x"}]} | 404 | not_found_error
            {"model":"fake/bad","max_tokens":9,"mcp_servers":[{"type":"url"}],"messages":[{"role":"user","content":"x"}]} | 400 | invalid_request_error
            """)
    void whatIsWrongIsToldInAnthropicsShape(String body, int status, String type) {
        Messages.refused(post(body), status, type);
        assertThat(UPSTREAM.requests("bad")).isEmpty();
    }

    @Test
    void otherRefusalsHaveAnthropicsShapeToo() {
        HttpResponse<String> method = SLUICE.client().send("PUT", "/v1/messages", null);
        Messages.refused(method, 405, "invalid_request_error");
        Messages.refused(SLUICE.client().get("/v1/messages/batches"), 404, "not_found_error");
        Messages.refused(
                SLUICE.client().post("/api/nobody/messages", Messages.body("m", false)), 404, "not_found_error");
        Messages.refused(
                SLUICE.client().get("/v1/models/nothing", "anthropic-version", "2023-06-01"), 404, "not_found_error");
        Messages.refused(post("x", "Content-Type", "text/plain"), 415, "invalid_request_error");
        String big = "\"" + "x".repeat(1024) + "\",";
        String huge = "{\"x\":[" + big.repeat(11 * 1024) + "1]}";
        Messages.refused(post(huge), 413, "request_too_large");
    }
}
