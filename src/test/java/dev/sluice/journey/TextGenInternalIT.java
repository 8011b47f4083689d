package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// text-generation-webui's internal endpoints over upstream models.
final class TextGenInternalIT {
    private static final String KEY = "caller-key-1";
    private static final String ADMIN = "admin-key-1";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream OTHER = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [gpt-4o-fake, second, qwen-x]")
            + TestingConfig.provider("claude", "anthropic", OTHER.baseUrl(), "models: [claude-x]")
            + "aliases: { quick: [fake/second] }\n"
            + "auth: { api-key: " + KEY + ", admin-key: " + ADMIN + " }\n");

    @BeforeAll
    static void script() {
        UPSTREAM.answerText("texts", TestingAnswers.json("""
                {"id":"c","object":"text_completion","created":1,"model":"texts","choices":[{"index":0,"text":" Rei","finish_reason":"length",
                "logprobs":{"tokens":[" Rei"],"token_logprobs":[-0.5],"text_offset":[0],
                "top_logprobs":[{" Rei":-0.6931471805599453," Asuka":-1.3862943611198906," the":-2.0794415416798357,"\\n":-2.0794415416798357}]}}],
                "usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}"""));
        UPSTREAM.answerText("few", exchange -> {
            int asked = exchange.request().json().path("logprobs").asInt();
            (asked > 5 ? TestingAnswers.error(400, "logprobs must be 5 at most") : TestingAnswers.json("""
                    {"id":"c","object":"text_completion","created":1,"model":"few","choices":[{"index":0,"text":"a","finish_reason":"length",
                    "logprobs":{"tokens":["a"],"token_logprobs":[-0.1],"text_offset":[0],"top_logprobs":[{"a":-0.1}]}}]}"""))
                    .answer(exchange);
        });
        UPSTREAM.answer("chats", TestingAnswers.json("""
                {"id":"c","object":"chat.completion","created":1,"model":"chats","choices":[{"index":0,"finish_reason":"length",
                "message":{"role":"assistant","content":"b"},"logprobs":{"content":[{"token":"b","logprob":-0.2,"bytes":[98],
                "top_logprobs":[{"token":"b","logprob":-0.2,"bytes":[98]},{"token":"c","logprob":-1.9,"bytes":[99]}]}]}}]}"""));
        UPSTREAM.answer("silent-on-it", TestingAnswers.reply("x"));
    }

    private static HttpResponse<String> post(String path, String body, String key) {
        return SLUICE.client().post("/v1/internal/" + path, body, "Authorization", "Bearer " + key);
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static JsonNode asked(String path, String body) {
        return ok(post(path, body, KEY));
    }

    private static JsonNode got(String path) {
        return ok(SLUICE.client().get("/v1/" + path, "Authorization", "Bearer " + KEY));
    }

    @Test
    void healthAndBillingAreAnsweredToCallersAlone() {
        assertThat(got("internal/health").path("status").asText()).isEqualTo("ok");
        assertThat(got("billing/usage").path("total_usage").asInt(-1)).isZero();
        assertThat(SLUICE.client().get("/v1/internal/health").statusCode()).isEqualTo(401);
        assertThat(SLUICE.client().get("/internal/health", "api-key", KEY).statusCode())
                .isEqualTo(200);
    }

    @Test
    void textsBecomeTokensAndTextsAgain() {
        JsonNode encoded = asked("encode", "{\"model\":\"gpt-4o-fake\",\"text\":\"hello world\"}");
        assertThat(encoded.path("tokens")).extracting(JsonNode::asInt).containsExactly(24912, 2375);
        assertThat(encoded.path("length").asInt()).isEqualTo(2);
        assertThat(encoded.path("exact").booleanValue()).isTrue();
        JsonNode decoded = asked("decode", "{\"model\":\"gpt-4o-fake\",\"tokens\":[24912,2375]}");
        assertThat(decoded.path("text").asText()).isEqualTo("hello world");
        JsonNode counted = asked("token-count", "{\"model\":\"qwen-x\",\"text\":\"hello world\"}");
        assertThat(counted.path("length").asInt()).isEqualTo(2);
        assertThat(counted.path("tokenizer").asText()).isEqualTo("o200k_base");
        assertThat(counted.path("exact").booleanValue()).isFalse();
        assertThat(post("encode", "{\"model\":\"nobody\",\"text\":\"x\"}", KEY).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encode          | {}                                      | text",
                "encode          | {'text':7}                              | text",
                "decode          | {'tokens':['a']}                        | tokens[0]",
                "decode          | {'tokens':[2000000000]}                 | tokens",
                "logits          | {'prompt':''}                           | prompt",
                "logits          | {'prompt':'x','top_logits':0}           | top_logits",
                "logits          | {'prompt':'x','temperature':-1}         | temperature",
                "chat-prompt     | {'messages':[]}                         | messages",
                "chat-prompt     | {'messages':[{'role':'user','content':'x'}],'instruction_template':'../x'} | instruction_template",
            })
    void whatIsWrongIsToldWithItsName(String path, String body, String param) {
        HttpResponse<String> response = post(path, body.replace('\'', '"'), KEY);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(Json.parse(response.body()).at("/error/param").asText()).isEqualTo(param);
    }

    @Test
    void probabilitiesComeFromCompletions() {
        JsonNode logits = asked("logits", """
                {"model":"fake/texts","prompt":"Who is best, Asuka or Rei? Answer:","use_samplers":false}""").path("logits");
        assertThat(logits).hasSize(4);
        assertThat(logits.path(" Rei").asDouble()).isEqualTo(0.5, org.assertj.core.api.Assertions.within(1e-9));
        JsonNode three = asked("logits", """
                {"model":"fake/texts","prompt":"Who is best, Asuka or Rei? Answer:","use_samplers":true,"top_k":2}""").path("logits");
        assertThat(three).hasSize(2);
        assertThat(three.path(" Rei").asDouble()).isEqualTo(2 / 3.0, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(UPSTREAM.requests("texts")
                        .getFirst()
                        .json()
                        .path("max_tokens")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anUpstreamThatTellsOfFewerIsAskedForFewer() {
        assertThat(asked("logits", "{\"model\":\"fake/few\",\"prompt\":\"x\"}")
                        .path("logits")
                        .path("a")
                        .asDouble())
                .isBetween(0.9, 0.91);
    }

    @Test
    void probabilitiesComeFromChatsWhereThereAreNoCompletions() {
        JsonNode logits =
                asked("logits", "{\"model\":\"fake/chats\",\"prompt\":\"a\"}").path("logits");
        assertThat(logits).hasSize(2);
        assertThat(logits.path("b").asDouble()).isGreaterThan(logits.path("c").asDouble());
    }

    @Test
    void aProviderWithoutProbabilitiesIsNotMadeUpFor() {
        assertThat(post("logits", "{\"model\":\"fake/silent-on-it\",\"prompt\":\"a\"}", KEY)
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> claude = post("logits", "{\"model\":\"claude/claude-x\",\"prompt\":\"a\"}", KEY);
        assertThat(claude.statusCode()).as(claude.body()).isEqualTo(400);
        assertThat(OTHER.requests()).isEmpty();
    }

    @Test
    void aChatIsWrittenDown() {
        assertThat(asked("chat-prompt", """
                {"model":"qwen-x","messages":[{"role":"user","content":"Hi"}]}""").path("prompt").asText())
                .isEqualTo("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
        assertThat(asked("chat-prompt", """
                {"model":"qwen-x","messages":[{"role":"user","content":"Hi"}],"add_generation_prompt":false,
                "instruction_template_str":"{{ messages[0].content }} {{ add_generation_prompt }}"}""").path("prompt").asText()).isEqualTo("Hi False");
    }

    @Test
    void onlyOperatorsLoadAndUnload() {
        for (String path : new String[] {"model/load", "model/unload", "lora/load", "lora/unload"}) {
            assertThat(post(path, "{\"model_name\":\"second\"}", KEY).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(got("internal/lora/list").path("lora_names")).isEmpty();
        HttpResponse<String> lora = post("lora/load", "{\"lora_names\":[\"a\"]}", ADMIN);
        assertThat(lora.statusCode()).isEqualTo(400);
        assertThat(Json.parse(lora.body()).at("/error/param").asText()).isEqualTo("lora_names");
        assertThat(post("lora/unload", "{}", ADMIN).statusCode()).isEqualTo(400);
    }

    /// One test, because what it changes is everybody's.
    @Test
    void aLoadedModelServesThoseWhoNameNone() {
        assertThat(got("internal/model/info").path("model_name").asText()).isEqualTo("gpt-4o-fake");
        assertThat(got("internal/model/list").path("model_names"))
                .extracting(JsonNode::asText)
                .contains("gpt-4o-fake", "second", "quick", "claude-x")
                .doesNotHaveDuplicates();
        JsonNode loaded = ok(post("model/load", """
                {"model_name":"second","args":{"ctx_size":32768,"flash_attn":true,"cache_type":"q8_0"},
                "instruction_template_str":"T:{{ messages[0].content }}"}""", ADMIN));
        assertThat(loaded.path("status").asText()).isEqualTo("OK");
        assertThat(loaded.path("ignored_args"))
                .extracting(JsonNode::asText)
                .containsExactly("ctx_size", "flash_attn", "cache_type");
        assertThat(got("internal/model/info").path("model_name").asText()).isEqualTo("second");
        assertThat(got("models").at("/data/0/id").asText()).isEqualTo("second");
        ok(SLUICE.client().chat("{\"messages\":[{\"role\":\"user\",\"content\":\"none named\"}]}", "api-key", KEY));
        assertThat(UPSTREAM.request("second").text()).contains("none named");
        assertThat(asked("chat-prompt", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                        .path("prompt")
                        .asText())
                .isEqualTo("T:Hi");
        assertThat(post("model/unload", "{\"model_name\":\"other\"}", ADMIN).statusCode())
                .isEqualTo(404);
        assertThat(post("model/load", "{\"model_name\":\"none such\"}", ADMIN).statusCode())
                .isEqualTo(404);
        ok(SLUICE.client().send("POST", "/v1/internal/model/unload", null, "api-key", ADMIN));
        assertThat(got("internal/model/info").path("model_name").asText()).isEqualTo("gpt-4o-fake");
        assertThat(got("models").at("/data/0/id").asText()).isEqualTo("gpt-4o-fake");
    }

    @Test
    void aGenerationIsStoppedByItsCaller() {
        UPSTREAM.answer("endless", TestingAnswers.stallAfter(1));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/endless", true, "go"), "api-key", KEY)) {
            assertThat(events.next()).contains("\"choices\"");
            JsonNode stopped = asked("stop-generation", "{}");
            assertThat(stopped.path("stopped").asInt()).isEqualTo(1);
            String rest = String.join("\n", events.rest());
            assertThat(rest)
                    .contains("\"finish_reason\":\"stop\"")
                    .contains("[DONE]")
                    .doesNotContain("\"error\"")
                    .doesNotContain("\"role\"");
        }
    }
}
