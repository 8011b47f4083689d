package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import dev.sluice.testing.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromptWriterTest {
    private static final ObjectNode NO_OVERRIDES = (ObjectNode) Json.parse("{}");
    private static final Prompt HELLO = Prompt.of(List.of(Message.of(Role.USER, "hello")));
    private static final Tool WEATHER = new Tool("weather", "", Json.parse("{\"properties\": {}}"), true);
    private static final OutputFormat SCHEMA =
            new OutputFormat.JsonSchema("answer", null, Json.parse("{\"type\": \"object\"}"), true);

    private static JsonNode written(Prompt prompt, String model) {
        return Json.parse(new String(PromptWriter.upstreamBody(prompt, model, true, NO_OVERRIDES), UTF_8));
    }

    private static Prompt with(Sampling sampling, Reasoning reasoning, OutputFormat format) {
        return with(sampling, reasoning, format, List.of(), null);
    }

    private static Prompt with(
            Sampling sampling,
            Reasoning reasoning,
            OutputFormat format,
            List<Tool> tools,
            @Nullable ToolChoice choice) {
        return new Prompt(HELLO.messages(), tools, choice, null, sampling, format, reasoning, null, Map.of());
    }

    private static Prompt thinking(@Nullable Boolean enabled, @Nullable String effort, @Nullable Long budget) {
        return with(Sampling.UNSAID, new Reasoning(enabled, effort, budget, null), new OutputFormat.Text());
    }

    private static JsonNode messages(Message... messages) {
        return written(Prompt.of(List.of(messages)), "claude-sonnet-4-5").path("messages");
    }

    private static Failure.Invalid refusal(Supplier<?> writing) {
        return (Failure.Invalid)
                catchThrowableOfType(RefusedException.class, writing::get).failure();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-3-opus-20240229, 4096",
        "claude-3-haiku-20240307, 4096",
        "claude-3-5-sonnet-20241022, 8192",
        "claude-3-7-sonnet-latest, 32000",
        "claude-sonnet-4-20250514, 32000",
        "claude-opus-4-1, 32000",
        "anthropic/claude-sonnet-4.5, 32000",
        "claude-opus-5, 32000",
        "MiniMax-M2, 8192"
    })
    void theLimitThatAnthropicNeedsIsTheModels(String model, long limit) {
        assertThat(written(HELLO, model).path("max_tokens").asLong()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-3-5-sonnet-20241022, 35",
        "claude-3-opus-20240229, 30",
        "claude-sonnet-4-20250514, 40",
        "claude-opus-4-1-20250805, 41",
        "claude-haiku-4-5-20251001, 45",
        "claude-opus-4.8, 48",
        "us.anthropic.claude-sonnet-4-5-v1:0, 45",
        "claude-opus-5-5, 55",
        "claude-2.1, 21",
        "not-claude, 0",
        "claude-next, 0"
    })
    void aModelsVersionIsInItsName(String model, int version) {
        assertThat(Claude.of(model).version()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claude-sonnet-4-5 | -     | low    | -    | {\"type\":\"enabled\",\"budget_tokens\":2048}",
                "claude-sonnet-4-5 | true  | -      | -    | {\"type\":\"enabled\",\"budget_tokens\":8192}",
                "claude-sonnet-4-5 | -     | high   | -    | {\"type\":\"enabled\",\"budget_tokens\":24576}",
                "claude-sonnet-4-5 | -     | -      | 5    | {\"type\":\"enabled\",\"budget_tokens\":1024}",
                "claude-sonnet-4-5 | -     | -      | 900000 | {\"type\":\"enabled\",\"budget_tokens\":31999}",
                "claude-sonnet-4-5 | false | high   | -    | -",
                "claude-sonnet-4-5 | -     | none   | -    | -",
                "claude-3-5-sonnet | -     | high   | -    | -",
                "claude-opus-4-7   | -     | high   | -    | {\"type\":\"adaptive\",\"display\":\"summarized\"}",
                "claude-opus-4-7   | false | -      | -    | {\"type\":\"disabled\"}",
                "MiniMax-M2        | -     | low    | -    | {\"type\":\"enabled\",\"budget_tokens\":2048}"
            })
    void reasoningIsAskedForAsTheModelWantsIt(
            String model,
            @Nullable Boolean enabled,
            @Nullable String effort,
            @Nullable Long budget,
            @Nullable String thinking) {
        JsonNode written = written(thinking(enabled, effort, budget), model).path("thinking");
        assertThat(written.isMissingNode() ? null : written).isEqualTo(thinking == null ? null : Json.parse(thinking));
    }

    @Test
    void newerModelsTakeTheEffortItself() {
        JsonNode written = written(thinking(null, "xhigh", null), "claude-opus-5");
        assertThat(written.path("output_config").path("effort").asText()).isEqualTo("xhigh");
    }

    @Test
    void aModelThatThinksIsNotToldHowToDraw() {
        var sampling = new Sampling(
                new BigDecimal("0.3"), BigDecimal.ONE, 4, 4000L, List.of(), 7L, null, null, 1, null, Map.of());
        JsonNode thinks = written(with(sampling, new Reasoning(true, null, null, null), SCHEMA), "claude-sonnet-4-5");
        assertThat(thinks.has("temperature") || thinks.has("top_p") || thinks.has("top_k"))
                .isFalse();
        JsonNode plain = written(with(sampling, Reasoning.UNSAID, SCHEMA), "claude-3-7-sonnet");
        assertThat(plain.path("temperature").decimalValue()).isEqualTo("0.3");
        assertThat(plain.path("top_p").decimalValue()).isEqualTo("1");
        assertThat(written(with(sampling, Reasoning.UNSAID, SCHEMA), "claude-sonnet-4-5")
                        .has("top_p"))
                .isFalse();
        assertThat(written(with(sampling, Reasoning.UNSAID, SCHEMA), "claude-opus-4-7")
                        .has("temperature"))
                .isFalse();
    }

    @Test
    void theTemperatureIsAtMostOne() {
        var hot = new Sampling(new BigDecimal("1.7"), null, null, null, List.of(), null, null, null, 1, null, Map.of());
        JsonNode written = written(with(hot, Reasoning.UNSAID, new OutputFormat.Text()), "claude-sonnet-4-5");
        assertThat(written.path("temperature").decimalValue()).isEqualTo("1");
    }

    @Test
    void olderModelsAnswerASchemaByATool() {
        JsonNode written = written(with(Sampling.UNSAID, Reasoning.UNSAID, SCHEMA), "claude-3-5-sonnet");
        assertThat(written.path("tools").path(0).path("name").asText()).isEqualTo(FormatWriter.ANSWER_TOOL);
        assertThat(written.path("tool_choice").path("name").asText()).isEqualTo(FormatWriter.ANSWER_TOOL);
        JsonNode beside =
                written(with(Sampling.UNSAID, Reasoning.UNSAID, SCHEMA, List.of(WEATHER), null), "claude-3-5-sonnet");
        assertThat(beside.path("tools")).hasSize(2);
        assertThat(beside.path("tool_choice").path("type").asText()).isEqualTo("any");
        JsonNode thinks =
                written(with(Sampling.UNSAID, new Reasoning(true, null, null, null), SCHEMA), "claude-3-7-sonnet");
        assertThat(thinks.has("tool_choice")).isFalse();
        assertThat(thinks.path("system").asText()).contains(FormatWriter.ANSWER_TOOL);
    }

    @Test
    void jsonWithoutASchemaIsAskedForInWords() {
        JsonNode written =
                written(with(Sampling.UNSAID, Reasoning.UNSAID, new OutputFormat.JsonObject()), "claude-opus-5");
        assertThat(written.path("system").asText()).contains("JSON object");
    }

    @Test
    void everySchemaOfAToolSaysThatItIsAnObjects() {
        JsonNode written = written(
                with(
                        Sampling.UNSAID,
                        Reasoning.UNSAID,
                        new OutputFormat.Text(),
                        List.of(WEATHER),
                        new ToolChoice.None()),
                "claude-sonnet-4-5");
        assertThat(written.path("tools")).isEqualTo(Json.parse("""
                [{"name": "weather", "input_schema": {"type": "object", "properties": {}}, "strict": true}]
                """));
        assertThat(written.path("tool_choice")).isEqualTo(Json.parse("{\"type\": \"none\"}"));
    }

    @Test
    void callsOfBeforeDeclareTheirToolsAgain() {
        JsonNode written = written(
                Prompt.of(List.of(
                        Message.of(Role.USER, "x"),
                        new Message(Role.ASSISTANT, List.of(new Part.ToolUse("call:1", "f", "no json")), null),
                        new Message(
                                Role.TOOL,
                                List.of(new Part.ToolResult("call:1", List.of(new Part.Text("r")), false)),
                                null))),
                "claude-sonnet-4-5");
        assertThat(written.path("tools").path(0).path("name").asText()).isEqualTo("f");
        assertThat(written.path("tool_choice").path("type").asText()).isEqualTo("none");
        JsonNode use = written.path("messages").path(1).path("content").path(0);
        assertThat(use.path("id").asText()).isEqualTo("call_1");
        assertThat(use.path("input").path("arguments").asText()).isEqualTo("no json");
        assertThat(written.path("messages")
                        .path(2)
                        .path("content")
                        .path(0)
                        .path("tool_use_id")
                        .asText())
                .isEqualTo("call_1");
    }

    @Test
    void callsWithoutTheirProofAreNotThoughtAbout() {
        var call = new Message(Role.ASSISTANT, List.of(new Part.ToolUse("c", "f", "{}")), null);
        var result = new Message(Role.TOOL, List.of(new Part.ToolResult("c", List.of(), false)), null);
        var prompt = thinking(true, null, null).withMessages(List.of(Message.of(Role.USER, "x"), call, result));
        assertThat(written(prompt, "claude-sonnet-4-5").has("thinking")).isFalse();
        assertThat(written(prompt, "claude-opus-4-7").has("thinking")).isTrue();
        var proven = new Message(
                Role.ASSISTANT, List.of(new Part.Thought("t", "sig"), new Part.ToolUse("c", "f", "{}")), null);
        var good = prompt.withMessages(List.of(Message.of(Role.USER, "x"), proven, result));
        assertThat(written(good, "claude-sonnet-4-5").has("thinking")).isTrue();
    }

    @Test
    void turnsAlternateAndBeginWithTheUser() {
        assertThat(messages(
                        Message.of(Role.ASSISTANT, "Welcome."),
                        Message.of(Role.USER, "a"),
                        Message.of(Role.USER, "b"),
                        Message.of(Role.ASSISTANT, "")))
                .isEqualTo(Json.parse("""
                        [{"role": "user", "content": [{"type": "text", "text": "."}]},
                         {"role": "assistant", "content": [{"type": "text", "text": "Welcome."}]},
                         {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]
                        """));
        assertThat(messages(Message.of(Role.SYSTEM, "Do it.")))
                .isEqualTo(Json.parse(
                        "[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"Do it.\"}]}]"));
    }

    @Test
    void whatWouldChangeTheAnswerIsRefused() {
        var several = new Sampling(null, null, null, null, List.of(), null, null, null, 2, null, Map.of());
        var blank = new Sampling(null, null, null, null, List.of("\n"), null, null, null, 1, null, Map.of());
        var format = new OutputFormat.Text();
        assertThat(refusal(() -> written(with(several, Reasoning.UNSAID, format), "m"))
                        .param())
                .isEqualTo("n");
        assertThat(refusal(() -> written(with(blank, Reasoning.UNSAID, format), "m"))
                        .param())
                .isEqualTo("stop");
        var sound = new Message(Role.USER, List.of(new Part.Audio(Content.of("audio/wav", "AAAA"))), null);
        assertThat(refusal(() -> messages(sound)).code()).isEqualTo("unsupported_value");
    }

    @Test
    void overridesReplaceWhatTheCallerSaid() {
        var overrides = (ObjectNode) Json.parse("{\"max_tokens\": 5, \"model\": \"x\", \"system\": null}");
        byte[] body = PromptWriter.upstreamBody(HELLO, "claude-opus-5", false, overrides);
        JsonNode written = Json.parse(new String(body, UTF_8));
        assertThat(written.path("max_tokens").asInt()).isEqualTo(5);
        assertThat(written.path("model").asText()).isEqualTo("claude-opus-5");
    }
}
