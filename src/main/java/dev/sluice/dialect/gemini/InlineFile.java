package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.exchange.MediaType;
import dev.sluice.exchange.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/// A file that goes along inside of a request, which Google takes up to 20 MB of
/// (https://ai.google.dev/gemini-api/docs/file-input-methods, read 2026-11-21).
final class InlineFile {
    private static final int LARGEST = 14 * 1024 * 1024;
    private static final int HEAD = 16;

    private InlineFile() {}

    /// @param param the field that is at fault where the file is too large
    static void add(String type, Upload.Content content, String param, ArrayNode parts) {
        if (content.length() > LARGEST) {
            throw PromptWriter.unsupported(
                    param, "Providers of the kind gemini take files of at most " + LARGEST + " bytes here.");
        }
        try (InputStream in = content.open()) {
            String data = Base64.getEncoder().encodeToString(in.readAllBytes());
            parts.addObject().putObject("inlineData").put("mimeType", type).put("data", data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By the first bytes: what forms say of their files is often wrong.
    static String imageType(Upload file) {
        try (InputStream in = file.content().open()) {
            MediaType type = MediaType.of(in.readNBytes(HEAD));
            if (!type.isImage()) {
                throw PromptWriter.unsupported("image", "The image must be PNG, JPEG, WebP or GIF.");
            }
            return type.contentType();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
