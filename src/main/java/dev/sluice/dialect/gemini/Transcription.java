package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.exchange.Upload;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Recordings written down by Gemini's models, which are told in words what to do
/// (https://ai.google.dev/gemini-api/docs/audio, read 2026-11-21).
public final class Transcription {
    private static final Set<String> FORMATS = Set.of("json", "text");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("wav", "audio/wav"),
            Map.entry("mp3", "audio/mp3"),
            Map.entry("mpga", "audio/mp3"),
            Map.entry("mpeg", "audio/mp3"),
            Map.entry("aiff", "audio/aiff"),
            Map.entry("aac", "audio/aac"),
            Map.entry("m4a", "audio/m4a"),
            Map.entry("mp4", "audio/mp4"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("webm", "audio/webm"),
            Map.entry("flac", "audio/flac"));

    private Transcription() {}

    /// @throws RefusedException where the request asks for what these models do not give
    public static byte[] upstreamBody(TranscriptionRequest request) {
        if (!FORMATS.contains(request.format())) {
            throw PromptWriter.unsupported(
                    "response_format",
                    "Providers of the kind gemini tell no times: ask for json or text, not " + request.format() + ".");
        }
        ObjectNode body = WireJson.object();
        ArrayNode parts =
                body.putArray("contents").addObject().put("role", "user").putArray("parts");
        parts.addObject().put("text", task(request));
        InlineFile.add(type(request.file()), request.file().content(), "file", parts);
        String temperature = request.form().value("temperature").orElse("");
        if (temperature.matches("\\d(\\.\\d{1,6})?")) {
            body.putObject("generationConfig").put("temperature", new BigDecimal(temperature));
        }
        return WireJson.bytes(body);
    }

    private static String task(TranscriptionRequest request) {
        FormRequest form = request.form();
        var task = new StringBuilder("Write down what is said in this recording, word for word, and nothing else.");
        if (request.translate()) {
            task.append(" Whatever language is spoken, write it in English.");
        } else {
            form.value("language")
                    .ifPresent(language -> task.append(" The language spoken is '")
                            .append(language)
                            .append("'."));
        }
        form.value("prompt")
                .ifPresent(hint -> task.append(" For the spelling of names and for style: ")
                        .append(hint));
        return task.toString();
    }

    private static String type(Upload file) {
        String name = file.filename().toLowerCase(Locale.ROOT);
        String known = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String told = file.contentType();
        return known != null ? known : told != null && told.startsWith("audio/") ? told : "audio/mp3";
    }

    /// @throws RefusedException where the answer is none
    public static TranscriptionReply.Words read(byte[] json, String provider) {
        GeneratedContent content = GeneratedContent.read(json, provider);
        String text = content.text();
        if (text.isEmpty() && !content.blocked().isEmpty()) {
            throw content.lacks(provider, "words");
        }
        return new TranscriptionReply.Words(text.strip(), content.usage());
    }
}
