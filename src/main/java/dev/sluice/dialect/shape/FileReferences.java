package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Parts of messages that name a file by its id, in the words of every dialect that has them: they become parts that
/// hold the file, because no upstream knows the ids that are given here.
public final class FileReferences {
    /// Where messages hold what they say; tools' arguments and the like are not looked into.
    private static final List<String> WITHIN = List.of("content", "output");

    private FileReferences() {}

    /// A file as it was uploaded.
    public record Named(String filename, String mediaType, byte[] bytes) {
        String base64() {
            return Base64.getEncoder().encodeToString(bytes);
        }

        String dataUrl() {
            return "data:" + mediaType + ";base64," + base64();
        }
    }

    /// The files of one caller.
    @FunctionalInterface
    public interface Files {
        /// @throws RefusedException where the caller has no such file
        Named file(String id);
    }

    /// Whether anything in `messages` names a file.
    public static boolean in(JsonNode messages) {
        return messages.findValue("file_id") != null;
    }

    /// Puts the files where they are named.
    ///
    /// @param messages changed in place
    public static void resolve(JsonNode messages, Files files) {
        for (JsonNode item : messages) {
            if (item instanceof ObjectNode part) {
                part(part, files);
                WITHIN.forEach(name -> resolve(part.path(name), files));
            }
        }
    }

    private static void part(ObjectNode part, Files files) {
        switch (part.path("type").asText()) {
            case "file" -> {
                if (part.get("file") instanceof ObjectNode file) {
                    inline(file, files);
                }
            }
            case "input_file" -> inline(part, files);
            case "input_image" -> shown(part, files);
            case "image", "document" -> {
                if (part.get("source") instanceof ObjectNode source
                        && source.path("file_id").isTextual()) {
                    boolean image = part.path("type").asText().equals("image");
                    source(source, image ? image(source, files) : file(source, files));
                }
            }
            default -> {}
        }
    }

    /// Puts an image where a reference of an image edit names it.
    ///
    /// @param reference changed in place where it names a file
    public static void resolveImage(JsonNode reference, Files files) {
        if (reference instanceof ObjectNode part) {
            shown(part, files);
        }
    }

    private static void shown(ObjectNode part, Files files) {
        if (part.path("file_id").isTextual()) {
            part.put("image_url", image(part, files).dataUrl());
            part.remove("file_id");
        }
    }

    private static void inline(ObjectNode part, Files files) {
        if (part.path("file_id").isTextual()) {
            Named file = file(part, files);
            part.put("file_data", file.dataUrl());
            if (!part.hasNonNull("filename")) {
                part.put("filename", file.filename());
            }
            part.remove("file_id");
        }
    }

    private static void source(ObjectNode source, Named file) {
        boolean text = file.mediaType().equals("text/plain");
        source.removeAll();
        source.put("type", text ? "text" : "base64")
                .put("media_type", file.mediaType())
                .put("data", text ? new String(file.bytes(), StandardCharsets.UTF_8) : file.base64());
    }

    private static Named file(ObjectNode part, Files files) {
        return files.file(part.path("file_id").textValue());
    }

    private static Named image(ObjectNode part, Files files) {
        Named file = file(part, files);
        if (!file.mediaType().startsWith("image/")) {
            throw new RefusedException(
                    Failure.invalid("file_id", "The file that an image is to be is no image.", "invalid_value"));
        }
        return file;
    }
}
