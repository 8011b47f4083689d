package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a response's input as messages. What an assistant thought, said and called stands in items of its own
/// here and is one message elsewhere; so are the results of calls that were made together.
final class ItemReader {
    private final List<Message> messages = new ArrayList<>();
    private final List<Part> open = new ArrayList<>();
    private Role speaker = Role.USER;

    private ItemReader() {}

    static List<Message> messages(@Nullable String instructions, JsonNode input) {
        var reader = new ItemReader();
        if (instructions != null && !instructions.isEmpty()) {
            reader.messages.add(Message.of(Role.SYSTEM, instructions));
        }
        if (input.isTextual()) {
            reader.messages.add(Message.of(Role.USER, input.textValue()));
        } else {
            input.forEach(reader::item);
        }
        reader.close();
        return reader.messages;
    }

    private void item(JsonNode item) {
        String type = ItemRules.type(item);
        switch (type) {
            case ItemRules.MESSAGE -> message(item);
            case ItemRules.REASONING -> add(Role.ASSISTANT, ReasoningSeal.read(item));
            case ItemRules.CALL ->
                add(
                        Role.ASSISTANT,
                        List.of(new Part.ToolUse(
                                item.path("call_id").asText(),
                                name(item),
                                item.path("arguments").asText())));
            case ItemRules.CUSTOM_CALL ->
                add(
                        Role.ASSISTANT,
                        List.of(new Part.ToolUse(
                                item.path("call_id").asText(),
                                name(item),
                                CustomTool.arguments(item.path("input").asText()))));
            case ItemRules.CALL_OUTPUT, ItemRules.CUSTOM_OUTPUT ->
                add(
                        Role.TOOL,
                        List.of(new Part.ToolResult(
                                item.path("call_id").asText(), content(item.path("output")), false)));
            case ItemRules.REFERENCE ->
                throw new RefusedException(
                        new Failure.NotFound("The item '" + item.path("id").asText() + "' is not known here."));
            default -> throw ResponsePromptReader.foreign("input", "An item of the type '" + type + "'");
        }
    }

    private static String name(JsonNode call) {
        return OfferedTool.known(
                call.path("namespace").asText(""), call.path("name").asText());
    }

    private void message(JsonNode item) {
        List<Part> content = content(item.path("content"));
        switch (item.path("role").asText()) {
            case "assistant" -> add(Role.ASSISTANT, content);
            case "system", "developer" -> whole(Role.SYSTEM, content);
            default -> whole(Role.USER, content);
        }
    }

    private void whole(Role role, List<Part> parts) {
        close();
        messages.add(new Message(role, parts, null));
    }

    private void add(Role role, List<Part> parts) {
        boolean afterSaying = role == Role.ASSISTANT
                && !open.isEmpty()
                && open.getLast() instanceof Part.Text
                && !parts.isEmpty()
                && parts.getFirst() instanceof Part.Text;
        if (speaker != role || afterSaying) {
            close();
        }
        speaker = role;
        open.addAll(parts);
    }

    private void close() {
        if (!open.isEmpty()) {
            messages.add(new Message(speaker, open, null));
            open.clear();
        }
    }

    private static List<Part> content(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue().isEmpty() ? List.of() : List.of(new Part.Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>(content.size());
        content.forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static Part part(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "input_image" -> image(part);
            case "input_file" -> file(part);
            case "input_audio" -> audio(part.path("input_audio"));
            case "refusal" -> new Part.Refusal(part.path("refusal").asText());
            default -> new Part.Text(part.path("text").asText());
        };
    }

    private static Part image(JsonNode part) {
        String url = WireJson.text(part.path("image_url"));
        if (url == null) {
            throw ResponsePromptReader.foreign("input", "An image named by its file_id");
        }
        return new Part.Image(Content.at(url), WireJson.text(part.path("detail")));
    }

    private static Part audio(JsonNode audio) {
        String format = audio.path("format").asText();
        return new Part.Audio(Content.of(
                format.equals("mp3") ? "audio/mpeg" : "audio/" + format,
                audio.path("data").asText()));
    }

    private static Part file(JsonNode part) {
        return new Part.File(
                WireJson.text(part.path("filename")),
                content(WireJson.text(part.path("file_data")), WireJson.text(part.path("file_url"))),
                WireJson.text(part.path("file_id")));
    }

    private static @Nullable Content content(@Nullable String bytes, @Nullable String url) {
        if (bytes == null) {
            return url == null ? null : Content.at(url);
        }
        return bytes.startsWith("data:") ? Content.at(bytes) : Content.of("application/pdf", bytes);
    }
}
