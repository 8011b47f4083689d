package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Samplers;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a chat completion request, already checked, into neutral words.
final class PromptReader {
    private static final Set<String> READ_HERE =
            Set.of("top_k", "enable_thinking", "thinking", "reasoning", "include_reasoning", "chat_template_kwargs");

    private PromptReader() {}

    /// @throws RefusedException where the request holds what no other dialect can say
    static Prompt read(Document document) {
        ObjectNode tree = upgraded(document);
        return new Prompt(
                PromptMessages.read(tree.path("messages")),
                tools(tree.path("tools")),
                choice(tree.path("tool_choice")),
                flag(tree.path("parallel_tool_calls")),
                sampling(tree),
                format(tree.path("response_format")),
                reasoning(tree),
                text(tree.path("user")),
                others(tree));
    }

    private static ObjectNode upgraded(Document document) {
        Map<String, byte[]> members = LegacyFunctions.upgraded(document);
        return members.isEmpty()
                ? document.tree()
                : Document.parse(document.spliced(members, Set.of("functions", "function_call")))
                        .tree();
    }

    private static List<Tool> tools(JsonNode list) {
        List<Tool> tools = new ArrayList<>(list.size());
        for (JsonNode tool : list) {
            if (!tool.path("type").asText("function").equals("function")) {
                throw foreign(
                        "tools", "A tool of the type '" + tool.path("type").asText() + "'");
            }
            JsonNode function = tool.path("function");
            tools.add(new Tool(
                    function.path("name").asText(),
                    function.path("description").asText(""),
                    function.path("parameters").isObject() ? function.path("parameters") : WireJson.object(),
                    flag(function.path("strict"))));
        }
        return tools;
    }

    static RefusedException foreign(String param, String what) {
        String message = what + " is known only to providers that speak OpenAI's own dialect;"
                + " the provider of this model does not.";
        return new RefusedException(Failure.invalid(param, message, "unsupported_value"));
    }

    private static @Nullable ToolChoice choice(JsonNode choice) {
        if (choice.isObject()) {
            String name = choice.path("function").path("name").asText("");
            if (name.isEmpty()) {
                throw foreign("tool_choice", "This form of tool_choice");
            }
            return new ToolChoice.Named(name);
        }
        return switch (choice.asText("")) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> null;
        };
    }

    static Sampling sampling(ObjectNode tree) {
        JsonNode limit =
                tree.hasNonNull("max_completion_tokens") ? tree.path("max_completion_tokens") : tree.path("max_tokens");
        Integer alternatives = integer(tree.path("top_logprobs"));
        JsonNode asked = tree.path("logprobs");
        boolean logprobs = asked.booleanValue() || asked.isNumber();
        if (asked.isNumber()) {
            // completions tell the number of alternatives here
            alternatives = asked.intValue();
        }
        return new Sampling(
                number(tree.path("temperature")),
                number(tree.path("top_p")),
                integer(tree.path("top_k")),
                whole(limit),
                stops(tree.path("stop")),
                whole(tree.path("seed")),
                number(tree.path("presence_penalty")),
                number(tree.path("frequency_penalty")),
                Math.max(1, tree.path("n").asInt(1)),
                logprobs ? Integer.valueOf(alternatives == null ? 0 : alternatives) : null,
                biases(tree.path("logit_bias")));
    }

    private static List<String> stops(JsonNode stop) {
        if (stop.isTextual()) {
            return List.of(stop.textValue());
        }
        List<String> stops = new ArrayList<>(stop.size());
        stop.forEach(one -> stops.add(one.asText()));
        return stops;
    }

    private static Map<String, BigDecimal> biases(JsonNode biases) {
        Map<String, BigDecimal> read = new LinkedHashMap<>();
        biases.properties()
                .forEach(bias -> read.put(bias.getKey(), bias.getValue().decimalValue()));
        return read;
    }

    private static OutputFormat format(JsonNode format) {
        JsonNode schema = format.path("json_schema");
        return switch (format.path("type").asText("text")) {
            case "json_object" -> new OutputFormat.JsonObject();
            case "json_schema" ->
                new OutputFormat.JsonSchema(
                        schema.path("name").asText(),
                        text(schema.path("description")),
                        schema.path("schema"),
                        flag(schema.path("strict")));
            default -> new OutputFormat.Text();
        };
    }

    /// The effort is OpenAI's own word; the switches and budgets are those of vendors that speak its dialect.
    private static Reasoning reasoning(ObjectNode tree) {
        JsonNode thinking = tree.path("thinking");
        JsonNode routed = tree.path("reasoning");
        Boolean enabled = flag(tree.path("enable_thinking"));
        if (enabled == null) {
            enabled = flag(tree.path("chat_template_kwargs").path("enable_thinking"));
        }
        if (enabled == null) {
            enabled = thinking.isObject()
                    ? Boolean.valueOf(!thinking.path("type").asText().equals("disabled"))
                    : flag(routed.path("enabled"));
        }
        String effort = text(tree.path("reasoning_effort"));
        Long budget = whole(thinking.path("budget_tokens"));
        Boolean hidden = flag(routed.path("exclude"));
        Boolean shown = hidden == null ? flag(tree.path("include_reasoning")) : Boolean.valueOf(!hidden);
        return new Reasoning(
                enabled,
                effort == null ? text(routed.path("effort")) : effort,
                budget == null ? whole(routed.path("max_tokens")) : budget,
                shown);
    }

    private static Map<String, JsonNode> others(ObjectNode tree) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        tree.properties().forEach(member -> {
            String name = member.getKey();
            boolean read = ChatRules.SHAPE.names().contains(name) && !Samplers.FURTHER.contains(name);
            if (!read && !READ_HERE.contains(name)) {
                others.put(name, member.getValue());
            }
        });
        return others;
    }

    static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : null;
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static @Nullable Integer integer(JsonNode node) {
        return node.isNumber() && node.canConvertToInt() ? Integer.valueOf(node.intValue()) : null;
    }

    private static @Nullable Long whole(JsonNode node) {
        return node.isNumber() && node.canConvertToLong() ? Long.valueOf(node.longValue()) : null;
    }
}
