package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads an upstream's transcription and writes it for a caller.
public final class TranscriptionReader {
    private TranscriptionReader() {}

    /// @param format what was asked for
    /// @throws RefusedException where the answer is none, or reports an error
    public static TranscriptionReply.Wire read(byte[] body, String provider, String format) {
        if (!format.endsWith("json")) {
            return new TranscriptionReply.Wire(body, dev.sluice.exchange.Usage.NONE);
        }
        try {
            ObjectNode tree = WireJson.object(body);
            if (!tree.path("text").isTextual() && !tree.path("segments").isArray()) {
                JsonAnswers.refuseError(provider, body, tree, "text");
            }
            return new TranscriptionReply.Wire(body, JsonAnswers.usage(tree));
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// The words in the format json or text.
    public static byte[] write(TranscriptionReply.Words words, String format) {
        return format.endsWith("json")
                ? WireJson.bytes(WireJson.object().put("text", words.text()))
                : (words.text() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// What an answer in a format is.
    public static String contentType(String format) {
        return switch (format) {
            case "text" -> "text/plain; charset=utf-8";
            case "srt" -> "application/x-subrip; charset=utf-8";
            case "vtt" -> "text/vtt; charset=utf-8";
            default -> "application/json";
        };
    }
}
