package dev.sluice.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.WireJson;
import java.util.List;

/// Writes messages as Ollama has them: text, images in base64 beside it, thinking and calls in members of their own.
final class MessageWriter {
    private MessageWriter() {}

    static ArrayNode messages(Prompt prompt) {
        ArrayNode list = WireJson.object().putArray("messages");
        for (Message message : prompt.messages()) {
            switch (message.role()) {
                case SYSTEM -> said("system", message.parts(), list);
                case USER -> said("user", message.parts(), list);
                case ASSISTANT -> said("assistant", message.parts(), list);
                case TOOL -> results(message, prompt, list);
            }
        }
        return list;
    }

    private static void results(Message message, Prompt prompt, ArrayNode list) {
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                ObjectNode written = said("tool", result.parts(), list);
                written.put("tool_call_id", result.id());
                prompt.toolOf(result.id()).ifPresent(name -> written.put("tool_name", name));
            }
        }
    }

    private static ObjectNode said(String role, List<Part> parts, ArrayNode list) {
        ObjectNode message = list.addObject().put("role", role);
        StringBuilder thoughts = new StringBuilder();
        String text = new Message(Role.USER, parts, null).text();
        for (Part part : parts) {
            switch (part) {
                case Part.Text said -> {}
                case Part.Refusal(String refusal) -> text = text.isEmpty() ? refusal : text + "\n" + refusal;
                case Part.Image image -> message.withArrayProperty("images").add(bytes(image.content()));
                case Part.Thought thought -> thoughts.append(thought.text());
                case Part.SealedThought sealed -> {}
                case Part.ToolUse use -> call(use, message);
                case Part.ToolResult result -> {}
                case Part.Audio audio -> throw unsupported("Sound");
                case Part.File file -> throw unsupported("A file");
            }
        }
        message.put("content", text);
        if (!thoughts.isEmpty()) {
            message.put("thinking", thoughts.toString());
        }
        return message;
    }

    private static RuntimeException unsupported(String what) {
        return PromptWriter.unsupported(
                "messages", what + " cannot be given to providers of the kind ollama, only text and images.");
    }

    private static String bytes(Content content) {
        if (content.base64() != null) {
            return content.base64();
        }
        throw PromptWriter.unsupported(
                "messages",
                "Providers of the kind ollama need the image itself, and this address was not fetched"
                        + "; send it as a data: URL.");
    }

    private static void call(Part.ToolUse use, ObjectNode message) {
        message.withArrayProperty("tool_calls")
                .addObject()
                .put("id", use.id())
                .putObject("function")
                .put("name", use.name())
                .set("arguments", arguments(use));
    }

    private static JsonNode arguments(Part.ToolUse use) {
        if (use.arguments().isBlank()) {
            return WireJson.object();
        }
        return WireJson.objectIn(use.arguments())
                .orElseThrow(() -> PromptWriter.unsupported(
                        "messages", "The arguments of the call of '" + use.name() + "' must be a JSON object."));
    }
}
