package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.PartRewriting;
import dev.sluice.exchange.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The images, sounds and files within documents of OpenAI's and Anthropic's dialects. Everything around them
/// stays.
public final class DocumentParts implements PartRewriting {
    /// Where messages hold what they say; tools' arguments and the like are not looked into.
    private static final List<String> WITHIN = List.of("content", "output");

    private static final Set<String> IMAGES = Set.of("image_url", "input_image", "image");
    private static final Set<String> SOUNDS_AND_FILES = Set.of("input_audio", "file");

    @Override
    public Optional<Document> rewritten(Dialect dialect, Document document, Change change) {
        String member = switch (dialect) {
            case NONE -> "";
            case OPENAI_CHAT, OPENAI_TEXT, ANTHROPIC -> "messages";
            case OPENAI_RESPONSES -> "input";
        };
        JsonNode said = document.tree().path(member);
        if (!shows(said, change)) {
            return Optional.empty();
        }
        JsonNode changed = said.deepCopy();
        return walk(changed, Place.BODY.member(member), change)
                ? Optional.of(document.with(member, WireJson.bytes(changed)))
                : Optional.empty();
    }

    private static boolean shows(JsonNode list, Change change) {
        for (JsonNode item : list) {
            String type = item.path("type").asText();
            if (SOUNDS_AND_FILES.contains(type)
                    || change.images() && IMAGES.contains(type)
                    || WITHIN.stream().anyMatch(name -> item.path(name).isArray() && shows(item.path(name), change))) {
                return true;
            }
        }
        return false;
    }

    private static boolean walk(JsonNode list, Place place, Change change) {
        boolean changed = false;
        for (int at = 0; at < list.size() && list.isArray(); at++) {
            if (list.get(at) instanceof ObjectNode item) {
                Place here = place.item(at);
                changed |= exchanged(item, here, change);
                for (String name : WITHIN) {
                    changed |= walk(item.path(name), here.member(name), change);
                }
            }
        }
        return changed;
    }

    private static boolean exchanged(ObjectNode item, Place place, Change change) {
        boolean image = IMAGES.contains(item.path("type").asText());
        Part part = image && !change.images() ? null : read(item);
        if (part == null) {
            return false;
        }
        Part other = change.of(part, place.path());
        if (other.equals(part)) {
            return false;
        }
        write(item, other);
        return true;
    }

    private static @Nullable Part read(ObjectNode item) {
        return switch (item.path("type").asText()) {
            case "image_url" -> image(item.path("image_url").path("url"));
            case "input_image" -> image(item.path("image_url"));
            case "image" -> source(item.path("source"));
            case "input_audio" -> audio(item.path("input_audio"));
            case "file" -> file(item.path("file"));
            default -> null;
        };
    }

    private static @Nullable Part image(JsonNode url) {
        return url.isTextual() ? new Part.Image(Content.at(url.textValue()), null) : null;
    }

    private static @Nullable Part source(JsonNode source) {
        return source.path("data").isTextual()
                ? new Part.Image(
                        Content.of(
                                source.path("media_type").asText(),
                                source.path("data").textValue()),
                        null)
                : image(source.path("url"));
    }

    private static @Nullable Part audio(JsonNode audio) {
        String told = audio.path("data").asText("");
        return told.isEmpty()
                ? null
                : new Part.Audio(SoundFormat.content(told, audio.path("format").asText("")));
    }

    private static @Nullable Part file(JsonNode file) {
        String told = file.path("file_data").asText("");
        return told.isEmpty() ? null : new Part.File(file.path("filename").textValue(), Content.at(told), null);
    }

    private static void write(ObjectNode item, Part part) {
        switch (part) {
            case Part.Image image -> picture(item, image.content());
            case Part.Audio(Content content) ->
                item.withObjectProperty("input_audio")
                        .put("data", content.base64())
                        .put("format", SoundFormat.of(content));
            case Part.File file -> {
                ObjectNode written = item.withObjectProperty("file");
                Content content = file.content();
                if (content != null) {
                    written.put("file_data", content.asUrl());
                }
                if (file.name() != null) {
                    written.put("filename", file.name());
                }
            }
            default -> throw new IllegalStateException("no part of a document became this: " + part);
        }
    }

    private static void picture(ObjectNode item, Content content) {
        switch (item.path("type").asText()) {
            case "image_url" -> item.withObjectProperty("image_url").put("url", content.asUrl());
            case "input_image" -> item.put("image_url", content.asUrl());
            default ->
                item.putObject("source")
                        .put("type", "base64")
                        .put("media_type", content.mediaType())
                        .put("data", content.base64());
        }
    }
}
