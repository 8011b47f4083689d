package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a request for a message, already checked, into neutral words.
///
/// What only tells Anthropic's servers how to keep or bill (`cache_control`, `service_tier`, `context_management`) is
/// left out; what would change the answer (`mcp_servers`, tools that its servers run) is refused.
final class PromptReader {
    private static final String SCHEMA_NAME = "answer";

    private PromptReader() {}

    /// @throws RefusedException where the request holds what no other dialect can say
    static Prompt read(ObjectNode tree) {
        if (!tree.path("mcp_servers").isEmpty()) {
            throw foreign("mcp_servers", "mcp_servers");
        }
        List<Message> messages = new ArrayList<>(TurnReader.system(tree.path("system")));
        tree.path("messages").forEach(message -> TurnReader.turn(message, messages));
        return new Prompt(
                messages,
                tools(tree.path("tools")),
                choice(tree.path("tool_choice")),
                tree.path("tool_choice").path("disable_parallel_tool_use").booleanValue() ? Boolean.FALSE : null,
                sampling(tree),
                format(tree),
                reasoning(tree),
                text(tree.path("metadata").path("user_id")),
                others(tree));
    }

    static RefusedException foreign(String param, String what) {
        String message = what + " is known only to providers that speak Anthropic's own dialect;"
                + " the provider of this model does not.";
        return new RefusedException(Failure.invalid(param, message, "unsupported_value"));
    }

    private static List<Tool> tools(JsonNode list) {
        List<Tool> tools = new ArrayList<>(list.size());
        for (JsonNode tool : list) {
            if (!CallRules.custom(tool)) {
                throw foreign(
                        "tools", "A tool of the type '" + tool.path("type").asText() + "'");
            }
            JsonNode strict = tool.path("strict");
            tools.add(new Tool(
                    tool.path("name").asText(),
                    tool.path("description").asText(""),
                    tool.path("input_schema"),
                    strict.isBoolean() ? Boolean.valueOf(strict.booleanValue()) : null));
        }
        return tools;
    }

    private static @Nullable ToolChoice choice(JsonNode choice) {
        return switch (choice.path("type").asText("")) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "any" -> new ToolChoice.Required();
            case "tool" -> new ToolChoice.Named(choice.path("name").asText());
            default -> null;
        };
    }

    private static Sampling sampling(ObjectNode tree) {
        List<String> stops = new ArrayList<>(0);
        tree.path("stop_sequences").forEach(stop -> stops.add(stop.asText()));
        JsonNode topK = tree.path("top_k");
        return new Sampling(
                number(tree.path("temperature")),
                number(tree.path("top_p")),
                topK.isNumber() ? Integer.valueOf(topK.intValue()) : null,
                whole(tree.path("max_tokens")),
                stops,
                null,
                null,
                null,
                1,
                null,
                Map.of());
    }

    private static OutputFormat format(ObjectNode tree) {
        JsonNode format = tree.path("output_config").path("format");
        JsonNode schema = (format.isObject() ? format : tree.path("output_format")).path("schema");
        return schema.isObject()
                ? new OutputFormat.JsonSchema(SCHEMA_NAME, null, schema, Boolean.TRUE)
                : new OutputFormat.Text();
    }

    private static Reasoning reasoning(ObjectNode tree) {
        JsonNode thinking = tree.path("thinking");
        Boolean enabled = thinking.isObject()
                ? Boolean.valueOf(!thinking.path("type").asText().equals("disabled"))
                : null;
        String display = thinking.path("display").asText("");
        return new Reasoning(
                enabled,
                text(tree.path("output_config").path("effort")),
                whole(thinking.path("budget_tokens")),
                display.isEmpty() ? null : Boolean.valueOf(!display.equals("omitted")));
    }

    private static Map<String, JsonNode> others(ObjectNode tree) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        tree.properties().forEach(member -> {
            if (!MessagesRules.SHAPE.names().contains(member.getKey())) {
                others.put(member.getKey(), member.getValue());
            }
        });
        return others;
    }

    static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static @Nullable Long whole(JsonNode node) {
        return node.isNumber() && node.canConvertToLong() ? Long.valueOf(node.longValue()) : null;
    }
}
