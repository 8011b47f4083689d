package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import dev.sluice.exchange.WireJson;
import java.util.Set;
import java.util.TreeSet;

/// Writes tools, and which of them may or must be called.
final class CallWriter {
    private CallWriter() {}

    static void write(Prompt prompt, Claude claude, ObjectNode body) {
        if (prompt.tools().isEmpty()) {
            remembered(prompt, body);
            return;
        }
        ArrayNode list = body.putArray("tools");
        for (Tool tool : prompt.tools()) {
            ObjectNode written = list.addObject().put("name", tool.name());
            if (!tool.description().isEmpty()) {
                written.put("description", tool.description());
            }
            written.set("input_schema", schema(tool.parameters()));
            if (Boolean.TRUE.equals(tool.strict()) && claude.structured()) {
                written.put("strict", true);
            }
        }
        choice(prompt, body);
    }

    private static void choice(Prompt prompt, ObjectNode body) {
        boolean single = Boolean.FALSE.equals(prompt.parallelTools());
        ToolChoice choice = prompt.toolChoice();
        if (choice == null && !single) {
            return;
        }
        ObjectNode written = body.putObject("tool_choice");
        switch (choice) {
            case ToolChoice.None() -> written.put("type", "none");
            case ToolChoice.Required() -> written.put("type", "any");
            case ToolChoice.Named(String tool) -> written.put("type", "tool").put("name", tool);
            case ToolChoice.Auto() -> written.put("type", "auto");
            case null -> written.put("type", "auto");
        }
        if (single && !(choice instanceof ToolChoice.None)) {
            written.put("disable_parallel_tool_use", true);
        }
    }

    /// A conversation in which tools were called needs them declared, even where no more may be called.
    private static void remembered(Prompt prompt, ObjectNode body) {
        Set<String> names = new TreeSet<>();
        prompt.messages()
                .forEach(message -> message.parts().forEach(part -> {
                    if (part instanceof Part.ToolUse use) {
                        names.add(use.name());
                    }
                }));
        if (names.isEmpty()) {
            return;
        }
        ArrayNode list = body.putArray("tools");
        names.forEach(name -> list.addObject().put("name", name).set("input_schema", schema(WireJson.object())));
        body.putObject("tool_choice").put("type", "none");
    }

    /// Anthropic wants every schema of a tool to say that it is an object's.
    static JsonNode schema(JsonNode schema) {
        if (schema.path("type").isTextual() || !schema.isObject()) {
            return schema;
        }
        ObjectNode typed = WireJson.object().put("type", "object");
        typed.setAll((ObjectNode) schema.deepCopy());
        return typed;
    }
}
