package dev.sluice.dialect.responses;

import static dev.sluice.exchange.WireJson.flag;
import static dev.sluice.exchange.WireJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a request for a response, already checked, into neutral words.
final class ResponsePromptReader {
    /// What chat upstreams have under the same name and with the same meaning.
    private static final List<String> SHARED = List.of("service_tier", "prompt_cache_key");

    private ResponsePromptReader() {}

    /// @throws RefusedException where the request holds what no other dialect can say
    static Prompt read(ObjectNode tree) {
        requireSayable(tree);
        JsonNode choice = tree.path("tool_choice");
        return new Prompt(
                ItemReader.messages(text(tree.path("instructions")), tree.path("input")),
                tools(tree.path("tools"), allowed(choice)),
                choice(choice),
                flag(tree.path("parallel_tool_calls")),
                sampling(tree),
                format(tree.path("text").path("format")),
                reasoning(tree.path("reasoning")),
                tree.hasNonNull("user") ? text(tree.path("user")) : text(tree.path("safety_identifier")),
                others(tree));
    }

    private static void requireSayable(ObjectNode tree) {
        if (tree.hasNonNull("prompt")) {
            throw foreign("prompt", "A stored prompt");
        }
        if (tree.path("top_logprobs").asInt() > 0) {
            throw foreign("top_logprobs", "The probability of tokens");
        }
        for (JsonNode include : tree.path("include")) {
            if (include.asText().equals("message.output_text.logprobs")) {
                throw foreign("include", "The probability of tokens");
            }
        }
    }

    static RefusedException foreign(String param, String what) {
        String message = what + " is known only to providers that serve OpenAI's responses themselves;"
                + " the provider of this model does not.";
        return new RefusedException(Failure.invalid(param, message, "unsupported_value"));
    }

    /// Agents such as Codex offer OpenAI's own tools with each request, beside those that they run themselves:
    /// a model that has none of the former still works with the latter. Where nothing else is offered they are
    /// what is wanted.
    private static List<Tool> tools(JsonNode list, @Nullable Set<String> allowed) {
        Map<String, OfferedTool> offered = OfferedTool.of(list);
        if (offered.isEmpty() && !list.isEmpty()) {
            throw foreign(
                    "tools", "A tool of the type '" + list.get(0).path("type").asText() + "'");
        }
        List<Tool> tools = new ArrayList<>(offered.size());
        offered.forEach((name, one) -> {
            if (allowed == null || allowed.contains(one.name())) {
                tools.add(one.custom() ? CustomTool.function(name, one.tool()) : function(name, one.tool()));
            }
        });
        return tools;
    }

    private static Tool function(String name, JsonNode tool) {
        return new Tool(
                name,
                tool.path("description").asText(""),
                tool.path("parameters").isObject() ? tool.path("parameters") : WireJson.object(),
                flag(tool.path("strict")));
    }

    /// The names that a choice leaves; null where it leaves all.
    private static @Nullable Set<String> allowed(JsonNode choice) {
        if (!choice.path("type").asText().equals("allowed_tools")) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (JsonNode tool : choice.path("tools")) {
            names.add(tool.path("name").asText());
        }
        return names;
    }

    private static @Nullable ToolChoice choice(JsonNode choice) {
        String word = choice.isObject() ? choice.path("type").asText() : choice.asText("");
        return switch (word) {
            case "function", CustomTool.TYPE ->
                new ToolChoice.Named(choice.path("name").asText());
            case "allowed_tools" ->
                choice.path("mode").asText().equals("required") ? new ToolChoice.Required() : new ToolChoice.Auto();
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            case "", "null" -> null;
            default -> throw foreign("tool_choice", "A tool of the type '" + word + "'");
        };
    }

    private static Sampling sampling(ObjectNode tree) {
        JsonNode limit = tree.path("max_output_tokens");
        return new Sampling(
                number(tree.path("temperature")),
                number(tree.path("top_p")),
                null,
                limit.isNumber() && limit.canConvertToLong() ? Long.valueOf(limit.longValue()) : null,
                List.of(),
                null,
                null,
                null,
                1,
                null,
                Map.of());
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static OutputFormat format(JsonNode format) {
        return switch (format.path("type").asText("text")) {
            case "json_object" -> new OutputFormat.JsonObject();
            case "json_schema" ->
                new OutputFormat.JsonSchema(
                        format.path("name").asText(),
                        text(format.path("description")),
                        format.path("schema"),
                        flag(format.path("strict")));
            default -> new OutputFormat.Text();
        };
    }

    private static Reasoning reasoning(JsonNode reasoning) {
        boolean shown = reasoning.hasNonNull("summary") || reasoning.hasNonNull("generate_summary");
        return new Reasoning(null, text(reasoning.path("effort")), null, shown ? Boolean.TRUE : null);
    }

    private static Map<String, JsonNode> others(ObjectNode tree) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        for (var member : tree.properties()) {
            String name = member.getKey();
            boolean unknown = !ResponseRules.SHAPE.names().contains(name);
            if ((unknown || SHARED.contains(name)) && !member.getValue().isNull()) {
                others.put(name, member.getValue());
            }
        }
        JsonNode verbosity = tree.path("text").path("verbosity");
        if (verbosity.isTextual()) {
            others.put("verbosity", verbosity);
        }
        return others;
    }
}
