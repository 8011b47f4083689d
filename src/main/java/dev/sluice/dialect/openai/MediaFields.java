package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.SoundFormat;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pictures, sounds and files that G4F's clients send beside the messages: `image` with `image_name`, and
/// `images` and `media`, lists of addresses or of pairs of an address and a name
/// (https://github.com/xtekky/gpt4free, `g4f/api/stubs.py`, read 2026-08-21). They become parts of the user's
/// last message.
final class MediaFields {
    private static final Set<String> SOUNDS = Set.of("mp3", "wav", "ogg", "oga", "opus", "flac", "m4a", "aac", "weba");
    private static final Set<String> FILES = Set.of(
            "pdf", "txt", "md", "csv", "json", "xml", "html", "htm", "doc", "docx", "xls", "xlsx", "ppt", "pptx");

    private MediaFields() {}

    /// The document with such parts; the same one where there are none.
    ///
    /// @throws RefusedException where one of them is no address
    static Document unfold(Document document) {
        ObjectNode tree = document.tree();
        List<ObjectNode> parts = new ArrayList<>(0);
        if (tree.path("image").isTextual()) {
            parts.add(part("image", tree.path("image"), tree.path("image_name").textValue()));
        }
        for (String name : List.of("images", "media")) {
            tree.path(name).forEach(item -> parts.add(named(name, item)));
        }
        return parts.isEmpty() ? document : with(document, parts);
    }

    private static ObjectNode named(String field, JsonNode item) {
        return item.isArray() ? part(field, item.path(0), item.path(1).textValue()) : part(field, item, null);
    }

    private static ObjectNode part(String field, JsonNode address, @Nullable String name) {
        String url = address.asText("");
        String scheme = url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
        if (!address.isTextual() || !List.of("data", "http", "https").contains(scheme)) {
            throw new RefusedException(Failure.invalid(
                    field,
                    field + " must hold data:, http: or https: addresses, each alone or with a name.",
                    "invalid_value"));
        }
        Content content = Content.at(url);
        String type = content.mediaType() == null ? typeOf(name == null ? url : name) : content.mediaType();
        ObjectNode part = WireJson.object();
        if (type.startsWith("image")) {
            part.put("type", "image_url").putObject("image_url").put("url", url);
        } else if (type.startsWith("audio/")) {
            ObjectNode audio = part.put("type", "input_audio").putObject("input_audio");
            if (content.base64() == null) {
                audio.put("data", url);
            } else {
                audio.put("data", content.base64()).put("format", SoundFormat.of(type));
            }
        } else {
            part.put("type", "file")
                    .putObject("file")
                    .put("filename", name == null ? "file" : name)
                    .put("file_data", url);
        }
        return part;
    }

    /// By the ending of a name, or of an address's path; an image where that does not tell.
    private static String typeOf(String name) {
        String path = name.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return SOUNDS.contains(ending) ? "audio/" + ending : FILES.contains(ending) ? "application/" + ending : "image";
    }

    /// What is wrong with the messages is told by whoever checks them.
    private static Document with(Document document, List<ObjectNode> parts) {
        JsonNode messages = document.tree().path("messages");
        int last = messages.size() - 1;
        while (last >= 0 && !messages.path(last).path("role").asText().equals("user")) {
            last--;
        }
        if (last < 0 || !messages.isArray()) {
            return document;
        }
        List<byte[]> items = RawJson.items(RawJson.member(document, "messages"));
        var members = RawJson.members(items.get(last));
        members.put("content", content(messages.path(last).path("content"), parts));
        items.set(last, RawJson.object(members));
        return document.with("messages", RawJson.list(items));
    }

    private static byte[] content(JsonNode said, List<ObjectNode> parts) {
        ArrayNode content = WireJson.object().putArray("content");
        if (said.isTextual()) {
            content.addObject().put("type", "text").put("text", said.textValue());
        } else if (said.isArray()) {
            content.addAll((ArrayNode) said);
        }
        parts.forEach(content::add);
        return WireJson.bytes(content);
    }
}
