package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.SoundFormat;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Role;
import java.util.ArrayList;
import java.util.List;

/// Reads the messages of a chat completion request.
final class PromptMessages {
    private PromptMessages() {}

    static List<Message> read(JsonNode messages) {
        List<Message> read = new ArrayList<>(messages.size());
        for (JsonNode message : messages) {
            read.add(message(message));
        }
        return read;
    }

    private static Message message(JsonNode message) {
        String name = PromptReader.text(message.path("name"));
        return switch (message.path("role").asText()) {
            case "system", "developer" -> new Message(Role.SYSTEM, content(message.path("content")), name);
            case "assistant" -> new Message(Role.ASSISTANT, said(message), name);
            case "tool" ->
                new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult(
                                message.path("tool_call_id").asText(), content(message.path("content")), false)),
                        null);
            default -> new Message(Role.USER, content(message.path("content")), name);
        };
    }

    /// Reasoning comes first, as it came about; then what was said, and the calls.
    private static List<Part> said(JsonNode message) {
        List<Part> parts = new ArrayList<>(2);
        thoughts(message, parts);
        parts.addAll(content(message.path("content")));
        String refusal = message.path("refusal").asText("");
        if (!refusal.isEmpty()) {
            parts.add(new Part.Refusal(refusal));
        }
        for (JsonNode call : message.path("tool_calls")) {
            if (call.has("custom")) {
                throw PromptReader.foreign("messages", "A call of a tool of the type 'custom'");
            }
            JsonNode function = call.path("function");
            parts.add(new Part.ToolUse(
                    call.path("id").asText(),
                    function.path("name").asText(),
                    function.path("arguments").asText()));
        }
        return parts;
    }

    private static void thoughts(JsonNode message, List<Part> parts) {
        boolean detailed = false;
        for (JsonNode detail : message.path(ReasoningDetails.NAME)) {
            switch (detail.path("type").asText()) {
                case ReasoningDetails.TEXT -> {
                    detailed = true;
                    parts.add(new Part.Thought(
                            detail.path("text").asText(""), PromptReader.text(detail.path("signature"))));
                }
                case ReasoningDetails.ENCRYPTED ->
                    parts.add(new Part.SealedThought(detail.path("data").asText("")));
                default -> {}
            }
        }
        String thought = message.path("reasoning_content")
                .asText(message.path("reasoning").asText(""));
        if (!detailed && !thought.isEmpty()) {
            parts.addFirst(new Part.Thought(thought, null));
        }
    }

    private static List<Part> content(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue().isEmpty() ? List.of() : List.of(new Part.Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>(content.size());
        for (JsonNode part : content) {
            parts.add(part(part));
        }
        return parts;
    }

    private static Part part(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "image_url" -> {
                JsonNode image = part.path("image_url");
                yield new Part.Image(Content.at(image.path("url").asText()), PromptReader.text(image.path("detail")));
            }
            case "input_audio" -> {
                JsonNode audio = part.path("input_audio");
                yield new Part.Audio(SoundFormat.content(
                        audio.path("data").asText(), audio.path("format").asText("")));
            }
            case "file" -> file(part.path("file"));
            case "refusal" -> new Part.Refusal(part.path("refusal").asText());
            default -> new Part.Text(part.path("text").asText());
        };
    }

    private static Part file(JsonNode file) {
        String content = PromptReader.text(file.path("file_data"));
        return new Part.File(
                PromptReader.text(file.path("filename")),
                content == null ? null : Content.at(content),
                PromptReader.text(file.path("file_id")));
    }
}
