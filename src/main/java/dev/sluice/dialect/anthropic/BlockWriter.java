package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Writes the parts of a message as blocks. Blocks without text are left out: Anthropic refuses them.
final class BlockWriter {
    private static final Pattern NO_ID = Pattern.compile("[^a-zA-Z0-9_-]");

    private BlockWriter() {}

    static void write(Message message, ArrayNode out) {
        message.parts().forEach(part -> write(part, out));
    }

    private static void write(Part part, ArrayNode out) {
        switch (part) {
            case Part.Text(String text) -> text(text, out);
            case Part.Refusal(String text) -> text(text, out);
            case Part.Image(Content content, String detail) ->
                source(out.addObject().put("type", "image"), content, imageType(content));
            case Part.Audio audio -> throw PromptWriter.unsupported("messages", "Sound");
            case Part.File file -> file(file, out);
            case Part.Thought thought -> {
                if (ThinkingWriter.proven(thought)) {
                    out.addObject()
                            .put("type", "thinking")
                            .put("thinking", thought.text())
                            .put("signature", thought.signature());
                }
            }
            case Part.SealedThought(String data) ->
                out.addObject().put("type", "redacted_thinking").put("data", data);
            case Part.ToolUse use ->
                out.addObject()
                        .put("type", "tool_use")
                        .put("id", id(use.id()))
                        .put("name", use.name())
                        .set("input", input(use.arguments()));
            case Part.ToolResult result -> result(result, out);
        }
    }

    private static void text(String text, ArrayNode out) {
        if (!text.isBlank()) {
            out.addObject().put("type", "text").put("text", text);
        }
    }

    private static void result(Part.ToolResult result, ArrayNode out) {
        ObjectNode written = out.addObject().put("type", "tool_result").put("tool_use_id", id(result.id()));
        if (result.parts().stream().allMatch(Part.Text.class::isInstance)) {
            if (!result.text().isBlank()) {
                written.put("content", result.text());
            }
        } else {
            ArrayNode content = written.putArray("content");
            result.parts().forEach(part -> write(part, content));
        }
        if (result.failed()) {
            written.put("is_error", true);
        }
    }

    /// The ids of other vendors may have characters that Anthropic's must not.
    private static String id(String id) {
        return id.isEmpty() ? "_" : NO_ID.matcher(id).replaceAll("_");
    }

    private static JsonNode input(String arguments) {
        if (arguments.isBlank()) {
            return WireJson.object();
        }
        try {
            JsonNode read = WireJson.tree(arguments.getBytes(StandardCharsets.UTF_8));
            if (read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            // a model once wrote what is no JSON; it is told so by its own words
        }
        return WireJson.object().put("arguments", arguments);
    }

    private static void file(Part.File file, ArrayNode out) {
        Content content = file.content();
        if (content == null) {
            throw PromptWriter.unsupported("messages", "A file by its id");
        }
        String type = String.valueOf(content.mediaType());
        if (type.startsWith("image/")) {
            source(out.addObject().put("type", "image"), content, imageType(content));
            return;
        }
        ObjectNode block = out.addObject().put("type", "document");
        if (content.base64() != null && type.startsWith("text/")) {
            block.putObject("source")
                    .put("type", "text")
                    .put("media_type", "text/plain")
                    .put("data", decoded(content.base64()));
        } else if (content.url() != null || type.equals("application/pdf")) {
            source(block, content, "application/pdf");
        } else {
            throw PromptWriter.unsupported("messages", "A file of the type '" + type + "'");
        }
        if (file.name() != null) {
            block.put("title", file.name());
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PromptWriter.unsupported("messages", "A file that is not base64");
        }
    }

    private static void source(ObjectNode block, Content content, String mediaType) {
        ObjectNode source = block.putObject("source");
        if (content.url() != null) {
            source.put("type", "url").put("url", content.url());
        } else {
            source.put("type", "base64").put("media_type", mediaType).put("data", content.base64());
        }
    }

    /// What the bytes themselves say, as Anthropic refuses an image whose type is told wrongly.
    private static String imageType(Content content) {
        String data = String.valueOf(content.base64());
        for (List<String> known : List.of(
                List.of("iVBOR", "image/png"),
                List.of("/9j/", "image/jpeg"),
                List.of("R0lGOD", "image/gif"),
                List.of("UklGR", "image/webp"))) {
            if (data.startsWith(known.getFirst())) {
                return known.getLast();
            }
        }
        String told = String.valueOf(content.mediaType()).toLowerCase(Locale.ROOT);
        return told.equals("image/jpg") ? "image/jpeg" : told;
    }
}
