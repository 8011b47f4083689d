package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.Addresses;
import dev.sluice.dialect.shape.MediaSniff;
import dev.sluice.dialect.shape.SoundFormat;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.WireJson;
import java.util.List;

/// Images, sounds and files in messages, spelled as OpenAI's dialect has them. llms.py takes them as `data:`
/// addresses and as bare base64 alike (https://github.com/ServiceStack/llms, `llms/main.py`, read 2026-08-21): an
/// image and a file become `data:` addresses, a sound becomes base64 with its format.
final class PartSpelling {
    private static final String MESSAGES = "messages";
    private static final String INLINE = "data:";

    private PartSpelling() {}

    /// The document so spelled; the same one where nothing is spelled otherwise.
    static Document settled(Document document) {
        JsonNode messages = document.tree().path(MESSAGES);
        if (!messages.isArray()) {
            return document;
        }
        List<byte[]> items = List.of();
        for (int at = 0; at < messages.size(); at++) {
            JsonNode said = messages.get(at).path("content");
            JsonNode content = said.isArray() ? said.deepCopy() : WireJson.object();
            boolean changed = false;
            for (JsonNode part : content) {
                changed |= part instanceof ObjectNode written && settle(written);
            }
            if (changed) {
                items = items.isEmpty() ? RawJson.items(RawJson.member(document, MESSAGES)) : items;
                var members = RawJson.members(items.get(at));
                members.put("content", WireJson.bytes(content));
                items.set(at, RawJson.object(members));
            }
        }
        return items.isEmpty() ? document : document.with(MESSAGES, RawJson.list(items));
    }

    private static boolean settle(ObjectNode part) {
        return switch (part.path("type").asText()) {
            case "image_url" -> part.get("image_url") instanceof ObjectNode image && image(image);
            case "input_audio" -> part.get("input_audio") instanceof ObjectNode audio && audio(audio);
            case "file" -> part.get("file") instanceof ObjectNode file && file(file);
            default -> false;
        };
    }

    /// What is no text is left for whoever checks it.
    private static String text(JsonNode told) {
        return told.isTextual() ? told.textValue() : "";
    }

    /// Only what begins as an image does is one: anything else is refused with the other addresses.
    private static boolean image(ObjectNode image) {
        String told = text(image.path("url"));
        if (!Addresses.bare(told)) {
            return false;
        }
        return MediaSniff.of(told)
                .filter(type -> type.startsWith("image/"))
                .map(type -> image.put("url", Content.of(type, told).asUrl()))
                .isPresent();
    }

    private static boolean audio(ObjectNode audio) {
        String told = text(audio.path("data"));
        boolean untold = !audio.hasNonNull("format");
        if (told.regionMatches(true, 0, INLINE, 0, INLINE.length())) {
            Content content = Content.at(told);
            if (content.base64() == null) {
                return false;
            }
            audio.put("data", content.base64());
            if (untold) {
                audio.put("format", SoundFormat.of(content));
            }
            return true;
        }
        return untold
                && Addresses.bare(told)
                && MediaSniff.of(told)
                        .filter(type -> type.startsWith("audio/"))
                        .map(type -> audio.put("format", SoundFormat.of(type)))
                        .isPresent();
    }

    private static boolean file(ObjectNode file) {
        String told = text(file.path("file_data"));
        if (!Addresses.bare(told)) {
            return false;
        }
        String type = MediaSniff.of(told).orElse("application/pdf");
        file.put("file_data", Content.of(type, told).asUrl());
        if (!file.hasNonNull("filename")) {
            file.put("filename", type.equals("application/pdf") ? "file.pdf" : "file");
        }
        return true;
    }
}
