package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.SoundFormat;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;

/// Writes messages as OpenAI's chat dialect has them.
final class PromptMessageWriter {
    private PromptMessageWriter() {}

    static ArrayNode messages(List<Message> messages) {
        ArrayNode list = WireJson.object().putArray("messages");
        for (Message message : messages) {
            switch (message.role()) {
                case SYSTEM -> spoken(list, "system", message);
                case USER -> spoken(list, "user", message);
                case ASSISTANT -> assistant(list, message);
                case TOOL -> results(list, message);
            }
        }
        return list;
    }

    private static ObjectNode spoken(ArrayNode list, String role, Message message) {
        ObjectNode written = list.addObject().put("role", role);
        if (message.parts().stream().allMatch(Part.Text.class::isInstance)) {
            written.put("content", message.text());
        } else {
            content(written.putArray("content"), message.parts());
        }
        if (message.name() != null) {
            written.put("name", message.name());
        }
        return written;
    }

    private static void assistant(ArrayNode list, Message message) {
        ObjectNode written = list.addObject().put("role", "assistant");
        String text = message.text();
        StringBuilder thoughts = new StringBuilder();
        List<Part.ToolUse> calls = new ArrayList<>(0);
        for (Part part : message.parts()) {
            switch (part) {
                case Part.Refusal(String refusal) -> written.put("refusal", refusal);
                case Part.Thought thought -> thoughts.append(thought.text());
                case Part.ToolUse use -> calls.add(use);
                default -> {}
            }
        }
        if (text.isEmpty() && (!calls.isEmpty() || written.has("refusal"))) {
            written.putNull("content");
        } else {
            written.put("content", text);
        }
        if (!thoughts.isEmpty()) {
            written.put("reasoning_content", thoughts.toString());
        }
        calls(written, calls);
    }

    private static void calls(ObjectNode written, List<Part.ToolUse> calls) {
        if (calls.isEmpty()) {
            return;
        }
        ArrayNode list = written.putArray("tool_calls");
        for (Part.ToolUse use : calls) {
            list.addObject()
                    .put("id", use.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", use.name())
                    .put("arguments", use.arguments());
        }
    }

    /// A tool message holds text alone; what else a tool gave is shown by the user right after.
    private static void results(ArrayNode list, Message message) {
        List<Part> shown = new ArrayList<>(0);
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                list.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", result.id())
                        .put("content", result.text());
                result.parts().stream()
                        .filter(one -> !(one instanceof Part.Text))
                        .forEach(shown::add);
            }
        }
        if (!shown.isEmpty()) {
            content(list.addObject().put("role", "user").putArray("content"), shown);
        }
    }

    private static void content(ArrayNode list, List<Part> parts) {
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) ->
                    list.addObject().put("type", "text").put("text", text);
                case Part.Image image -> {
                    ObjectNode url = list.addObject()
                            .put("type", "image_url")
                            .putObject("image_url")
                            .put("url", image.content().asUrl());
                    if (image.detail() != null) {
                        url.put("detail", image.detail());
                    }
                }
                case Part.Audio(Content content) ->
                    list.addObject()
                            .put("type", "input_audio")
                            .putObject("input_audio")
                            .put("data", content.base64())
                            .put("format", SoundFormat.of(content));
                case Part.File file -> file(list, file);
                default -> {}
            }
        }
    }

    private static void file(ArrayNode list, Part.File file) {
        ObjectNode written = list.addObject().put("type", "file").putObject("file");
        if (file.name() != null) {
            written.put("filename", file.name());
        }
        if (file.fileId() != null) {
            written.put("file_id", file.fileId());
        }
        if (file.content() != null) {
            written.put("file_data", file.content().asUrl());
        }
    }
}
