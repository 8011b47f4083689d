package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Part;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what somebody shows a model. What stands at an address goes as `fileData`, which Gemini fetches itself
/// (https://ai.google.dev/gemini-api/docs/file-input-methods, read 2026-11-21).
final class PartWriter {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("mp3", "audio/mp3"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("txt", "text/plain"));

    private PartWriter() {}

    static void write(Part part, ArrayNode list) {
        switch (part) {
            case Part.Text(String text) -> text(text, list);
            case Part.Refusal(String text) -> text(text, list);
            case Part.Image image -> content(image.content(), "image/jpeg", list);
            case Part.Audio(Content content) -> content(content, "audio/wav", list);
            case Part.File file -> file(file, list);
            case Part.ToolResult result -> result.parts().forEach(one -> write(one, list));
            case Part.Thought thought -> {}
            case Part.SealedThought thought -> {}
            case Part.ToolUse use -> {}
        }
    }

    static void text(String text, ArrayNode list) {
        if (!text.isEmpty()) {
            list.addObject().put("text", text);
        }
    }

    private static void file(Part.File file, ArrayNode list) {
        if (file.content() == null) {
            throw PromptWriter.unsupported(
                    "messages", "A file by its id is not known to this provider; send its content as file_data.");
        }
        content(file.content(), "application/pdf", list);
    }

    private static void content(Content content, String usual, ArrayNode list) {
        if (content.url() != null) {
            ObjectNode data = list.addObject().putObject("fileData");
            String type = content.mediaType() == null ? typeOf(content.url()) : content.mediaType();
            if (type != null) {
                data.put("mimeType", type);
            }
            data.put("fileUri", content.url());
        } else {
            list.addObject()
                    .putObject("inlineData")
                    .put("mimeType", content.mediaType() == null ? usual : content.mediaType())
                    .put("data", content.base64());
        }
    }

    /// By the ending of the address's path.
    private static @Nullable String typeOf(String url) {
        String path = url.split("[?#]", 2)[0];
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
