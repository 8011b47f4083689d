package dev.sluice.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages as they are kept.
final class MessageJson {
    private MessageJson() {}

    static String write(List<Message> messages) {
        ArrayNode list = WireJson.object().putArray("messages");
        messages.forEach(message -> {
            ObjectNode one = list.addObject().put("role", message.role().name());
            if (message.name() != null) {
                one.put("name", message.name());
            }
            parts(one.putArray("parts"), message.parts());
        });
        return new String(WireJson.bytes(list), StandardCharsets.UTF_8);
    }

    private static void parts(ArrayNode list, List<Part> parts) {
        parts.forEach(part -> part(list.addObject(), part));
    }

    private static void part(ObjectNode json, Part part) {
        switch (part) {
            case Part.Text(String text) -> json.put("text", text);
            case Part.Image(Content content, String detail) -> {
                content(json.putObject("image"), content);
                json.put("detail", detail);
            }
            case Part.Audio(Content content) -> content(json.putObject("audio"), content);
            case Part.File(String name, Content content, String id) -> {
                ObjectNode file = json.putObject("file").put("name", name).put("id", id);
                if (content != null) {
                    content(file.putObject("content"), content);
                }
            }
            case Part.Refusal(String text) -> json.put("refusal", text);
            case Part.Thought(String text, String signature) ->
                json.put("thought", text).put("signature", signature);
            case Part.SealedThought(String sealed) -> json.put("sealed", sealed);
            case Part.ToolUse(String id, String name, String arguments) ->
                json.putObject("use").put("id", id).put("name", name).put("arguments", arguments);
            case Part.ToolResult(String id, List<Part> parts, boolean failed) -> {
                ObjectNode result = json.putObject("result").put("id", id).put("failed", failed);
                parts(result.putArray("parts"), parts);
            }
        }
    }

    private static void content(ObjectNode json, Content content) {
        json.put("type", content.mediaType()).put("base64", content.base64()).put("url", content.url());
    }

    static List<Message> read(String json) {
        try {
            List<Message> messages = new ArrayList<>();
            for (JsonNode message : WireJson.tree(WireJson.parser(json.getBytes(StandardCharsets.UTF_8)))) {
                messages.add(new Message(
                        Role.valueOf(message.path("role").asText()),
                        parts(message.path("parts")),
                        text(message.path("name"))));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Part> parts(JsonNode list) {
        List<Part> parts = new ArrayList<>(list.size());
        list.forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static Part part(JsonNode json) {
        return switch (json.fieldNames().next()) {
            case "image" -> new Part.Image(content(json.path("image")), text(json.path("detail")));
            case "audio" -> new Part.Audio(content(json.path("audio")));
            case "file" -> {
                JsonNode file = json.path("file");
                Content content = file.has("content") ? content(file.path("content")) : null;
                yield new Part.File(text(file.path("name")), content, text(file.path("id")));
            }
            case "refusal" -> new Part.Refusal(json.path("refusal").asText());
            case "thought" -> new Part.Thought(json.path("thought").asText(), text(json.path("signature")));
            case "sealed" -> new Part.SealedThought(json.path("sealed").asText());
            case "use" -> {
                JsonNode use = json.path("use");
                yield new Part.ToolUse(
                        use.path("id").asText(),
                        use.path("name").asText(),
                        use.path("arguments").asText());
            }
            case "result" -> {
                JsonNode result = json.path("result");
                yield new Part.ToolResult(
                        result.path("id").asText(),
                        parts(result.path("parts")),
                        result.path("failed").asBoolean());
            }
            default -> new Part.Text(json.path("text").asText());
        };
    }

    private static Content content(JsonNode json) {
        return new Content(text(json.path("type")), text(json.path("base64")), text(json.path("url")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
