package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;

/// Reads the messages of a request. A user's message that brings what tools answered becomes two: the answers, then
/// what the user says.
final class TurnReader {
    private TurnReader() {}

    static List<Message> system(JsonNode system) {
        List<Part> parts = parts(system);
        return parts.isEmpty() ? List.of() : List.of(new Message(Role.SYSTEM, parts, null));
    }

    static void turn(JsonNode message, List<Message> out) {
        List<Part> parts = parts(message.path("content"));
        switch (message.path("role").asText()) {
            case "assistant" -> out.add(new Message(Role.ASSISTANT, parts, null));
            case "system" -> out.add(new Message(Role.SYSTEM, parts, null));
            default -> user(parts, out);
        }
    }

    private static void user(List<Part> parts, List<Message> out) {
        List<Part> results = new ArrayList<>(0);
        List<Part> said = new ArrayList<>(parts.size());
        parts.forEach(part -> (part instanceof Part.ToolResult ? results : said).add(part));
        if (!results.isEmpty()) {
            out.add(new Message(Role.TOOL, results, null));
        }
        if (!said.isEmpty() || results.isEmpty()) {
            out.add(new Message(Role.USER, said, null));
        }
    }

    private static List<Part> parts(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue().isEmpty() ? List.of() : List.of(new Part.Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>(content.size());
        content.forEach(block -> part(block, parts));
        return parts;
    }

    private static void part(JsonNode block, List<Part> out) {
        String type = block.path("type").asText();
        switch (type) {
            case "text" -> {
                if (!block.path("text").asText().isEmpty()) {
                    out.add(new Part.Text(block.path("text").asText()));
                }
            }
            case "image" -> out.add(image(block.path("source")));
            case "document" -> document(block, out);
            case "search_result" -> out.add(new Part.Text(found(block)));
            case "tool_use" ->
                out.add(new Part.ToolUse(
                        block.path("id").asText(), block.path("name").asText(), WireJson.string(block.path("input"))));
            case "tool_result" ->
                out.add(new Part.ToolResult(
                        block.path("tool_use_id").asText(),
                        parts(block.path("content")),
                        block.path("is_error").booleanValue()));
            case "thinking" ->
                out.add(new Part.Thought(block.path("thinking").asText(), PromptReader.text(block.path("signature"))));
            case "redacted_thinking" ->
                out.add(new Part.SealedThought(block.path("data").asText()));
            default -> throw PromptReader.foreign("messages", "A block of the type '" + type + "'");
        }
    }

    private static Part image(JsonNode source) {
        return switch (source.path("type").asText()) {
            case "url" -> new Part.Image(Content.at(source.path("url").asText()), null);
            case "file" -> throw PromptReader.foreign("messages", "A file that was uploaded to Anthropic");
            default ->
                new Part.Image(
                        Content.of(
                                source.path("media_type").asText(),
                                source.path("data").asText()),
                        null);
        };
    }

    private static void document(JsonNode block, List<Part> out) {
        JsonNode source = block.path("source");
        String title = PromptReader.text(block.path("title"));
        switch (source.path("type").asText()) {
            case "text" ->
                out.add(new Part.Text(titled(block, source.path("data").asText())));
            case "content" -> {
                if (title != null) {
                    out.add(new Part.Text(title));
                }
                out.addAll(parts(source.path("content")));
            }
            case "url" ->
                out.add(new Part.File(title, Content.at(source.path("url").asText()), null));
            case "file" -> throw PromptReader.foreign("messages", "A file that was uploaded to Anthropic");
            default ->
                out.add(new Part.File(
                        title,
                        Content.of(
                                source.path("media_type").asText(),
                                source.path("data").asText()),
                        null));
        }
    }

    private static String titled(JsonNode block, String text) {
        var all = new StringBuilder();
        for (String member : List.of("title", "context")) {
            if (block.path(member).isTextual()) {
                all.append(block.path(member).textValue()).append('\n');
            }
        }
        return all.append(text).toString();
    }

    private static String found(JsonNode block) {
        var text = new StringBuilder(block.path("title").asText())
                .append('\n')
                .append(block.path("source").asText());
        block.path("content")
                .forEach(part -> text.append('\n').append(part.path("text").asText()));
        return text.toString();
    }
}
