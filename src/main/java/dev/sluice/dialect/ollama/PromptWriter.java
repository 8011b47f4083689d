package dev.sluice.dialect.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import dev.sluice.exchange.WireJson;

/// Writes what a caller asks for as the body of `POST /api/chat` (https://docs.ollama.com/api/chat, read 2026-11-21).
///
/// Ollama gives one answer and cannot be made to call a tool; who asks for more is told so. A tool choice of `none`
/// leaves the tools out.
public final class PromptWriter {
    private PromptWriter() {}

    /// @param overrides members that are merged in: Ollama's own, and its options under their names or
    ///     OpenAI's; null takes a member away
    /// @throws RefusedException where the prompt holds what Ollama cannot be told
    public static byte[] upstreamBody(Prompt prompt, String model, boolean stream, ObjectNode overrides) {
        ObjectNode body = WireJson.object();
        body.set("messages", MessageWriter.messages(prompt));
        tools(prompt, body);
        switch (prompt.format()) {
            case OutputFormat.Text() -> {}
            case OutputFormat.JsonObject() -> body.put("format", "json");
            case OutputFormat.JsonSchema schema -> body.set("format", schema.schema());
        }
        think(prompt.reasoning(), body);
        OptionsWriter.write(prompt, body);
        OptionsWriter.override(overrides, body);
        body.put("model", model);
        body.put("stream", stream);
        return WireJson.bytes(body);
    }

    private static void tools(Prompt prompt, ObjectNode body) {
        ToolChoice choice = prompt.toolChoice();
        if (choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named) {
            throw unsupported(
                    "tool_choice",
                    "Providers of the kind ollama cannot be made to call a tool; leave tool_choice at auto.");
        }
        if (prompt.tools().isEmpty() || choice instanceof ToolChoice.None) {
            return;
        }
        ArrayNode list = body.putArray("tools");
        for (Tool tool : prompt.tools()) {
            ObjectNode function = list.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name());
            if (!tool.description().isEmpty()) {
                function.put("description", tool.description());
            }
            function.set("parameters", tool.parameters());
        }
    }

    /// Levels are known to the models that have them; for others each is a yes.
    private static void think(Reasoning reasoning, ObjectNode body) {
        if (reasoning.unwanted()) {
            body.put("think", false);
        } else if (reasoning.wanted()) {
            String effort = reasoning.effort() == null ? "" : reasoning.effort();
            switch (effort) {
                case "minimal", "low" -> body.put("think", "low");
                case "medium", "high" -> body.put("think", effort);
                case "xhigh", "max" -> body.put("think", "high");
                default -> body.put("think", true);
            }
        }
    }

    static RefusedException unsupported(String param, String message) {
        return new RefusedException(Failure.invalid(param, message, "unsupported_value"));
    }
}
