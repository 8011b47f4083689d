package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.LeftOut;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import dev.sluice.exchange.WireJson;
import java.util.List;
import java.util.Set;

/// Writes what a caller asks for as a `GenerateContentRequest` (https://ai.google.dev/api/generate-content, read
/// 2026-11-21).
///
/// System messages become the one system instruction, wherever they stood. Tools carry their JSON schema as it is
/// (`parametersJsonSchema`): Gemini passes over the keywords that it does not know, so nothing is taken out. Schemas of
/// answers likewise.
public final class PromptWriter {
    private PromptWriter() {}

    /// The body for `models/{model}:generateContent` and `:streamGenerateContent`.
    ///
    /// @param overrides members that are merged in: Gemini's own, and those of `generationConfig` under its
    ///     names or OpenAI's; null takes a member away
    /// @throws RefusedException where the prompt holds what Gemini cannot be told
    public static byte[] upstreamBody(Prompt prompt, String model, ObjectNode overrides) {
        ObjectNode body = WireJson.object();
        String system = prompt.system();
        ArrayNode contents = body.putArray("contents");
        if (prompt.messages().stream().allMatch(message -> message.role() == Role.SYSTEM)) {
            // Gemini answers nobody who says nothing
            ContentWriter.write(List.of(Message.of(Role.USER, system)), prompt, model, contents);
        } else {
            ContentWriter.write(prompt.messages(), prompt, model, contents);
            if (!system.isEmpty()) {
                body.putObject("systemInstruction")
                        .putArray("parts")
                        .addObject()
                        .put("text", system);
            }
        }
        tools(prompt, body);
        ObjectNode generation = GenerationWriter.config(prompt, model);
        if (!generation.isEmpty()) {
            body.set("generationConfig", generation);
        }
        RequestMembers.callers(prompt.others(), body);
        LeftOut.tell("gemini", prompt, Set.of());
        RequestMembers.operators(overrides, body);
        return WireJson.bytes(body);
    }

    private static void tools(Prompt prompt, ObjectNode body) {
        if (prompt.tools().isEmpty()) {
            return;
        }
        ArrayNode declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (Tool tool : prompt.tools()) {
            ObjectNode declaration = declarations.addObject().put("name", tool.name());
            if (!tool.description().isEmpty()) {
                declaration.put("description", tool.description());
            }
            if (hasParameters(tool.parameters())) {
                declaration.set("parametersJsonSchema", tool.parameters());
            }
        }
        if (prompt.toolChoice() != null) {
            choice(prompt.toolChoice(), body);
        }
    }

    /// An object without properties is refused by some models; a function without parameters is not.
    private static boolean hasParameters(JsonNode schema) {
        return !schema.isEmpty()
                && !(schema.path("type").asText().equals("object")
                        && schema.path("properties").isEmpty()
                        && !schema.has("$ref")
                        && !schema.has("anyOf")
                        && !schema.has("oneOf")
                        && !schema.has("allOf")
                        && !schema.path("additionalProperties").isObject());
    }

    private static void choice(ToolChoice choice, ObjectNode body) {
        ObjectNode calling = body.putObject("toolConfig").putObject("functionCallingConfig");
        switch (choice) {
            case ToolChoice.Auto() -> calling.put("mode", "AUTO");
            case ToolChoice.None() -> calling.put("mode", "NONE");
            case ToolChoice.Required() -> calling.put("mode", "ANY");
            case ToolChoice.Named(String tool) ->
                calling.put("mode", "ANY").putArray("allowedFunctionNames").add(tool);
        }
    }

    static RefusedException unsupported(String param, String message) {
        return new RefusedException(Failure.invalid(param, message, "unsupported_value"));
    }
}
