package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ImageRequest.Task;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Images of Gemini's own models by `generateContent`, and of Imagen by `predict`
/// (https://ai.google.dev/gemini-api/docs/image-generation and https://ai.google.dev/gemini-api/docs/imagen, read
/// 2026-11-21).
public final class Images {
    private static final int MOST_OF_IMAGEN = 4;
    private static final Set<String> RESOLUTIONS = Set.of("1K", "2K", "4K");

    private Images() {}

    /// Whether a model is asked by `predict`.
    public static boolean predicts(String model) {
        return model.substring(model.lastIndexOf('/') + 1).startsWith("imagen");
    }

    /// What both kinds of models cannot do.
    ///
    /// @throws RefusedException where the request asks for it
    public static void requireServed(ImageRequest request, boolean predicts) {
        if (request.stream()) {
            throw PromptWriter.unsupported("stream", "Providers of the kind gemini send no partial images.");
        }
        if (request.task() == Task.VARIATION || predicts && request.task() != Task.GENERATION) {
            throw PromptWriter.unsupported(
                    "model", "This model makes images from words only; ask a Gemini image model for edits.");
        }
        if (predicts && request.count() > MOST_OF_IMAGEN) {
            throw PromptWriter.unsupported("n", "Imagen makes at most " + MOST_OF_IMAGEN + " images at a time.");
        }
    }

    /// The body for `models/imagen-…:predict`.
    public static byte[] prediction(ImageRequest request) {
        ObjectNode body = WireJson.object();
        body.putArray("instances").addObject().put("prompt", request.prompt());
        ObjectNode parameters = body.putObject("parameters").put("sampleCount", request.count());
        AspectRatio.nearest(ratio(request), AspectRatio.IMAGEN)
                .ifPresent(ratio -> parameters.put("aspectRatio", ratio.toString()));
        resolution(request).ifPresent(size -> parameters.put("sampleImageSize", size));
        return WireJson.bytes(body);
    }

    /// @throws RefusedException where the answer has no image
    public static ImageReply.Images predicted(byte[] json, String provider) {
        try {
            List<Image> images = new ArrayList<>();
            String filtered = "";
            for (JsonNode one : WireJson.object(json).path("predictions")) {
                filtered = one.path("raiFilteredReason").asText(filtered);
                if (one.path("bytesBase64Encoded").isTextual()) {
                    images.add(new Image(null, one.path("bytesBase64Encoded").textValue(), null));
                }
            }
            if (images.isEmpty()) {
                // where everything was filtered Imagen answers an empty object
                throw GeneratedContent.refused(provider, filtered.isEmpty() ? "every image was filtered" : filtered);
            }
            return new ImageReply.Images(images, Usage.NONE, null);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// The body for `:generateContent`, which makes one image.
    ///
    /// @throws RefusedException where an image that came along cannot be passed on
    public static byte[] generation(ImageRequest request) {
        ObjectNode body = WireJson.object();
        ArrayNode parts =
                body.putArray("contents").addObject().put("role", "user").putArray("parts");
        parts.addObject().put("text", request.prompt());
        if (request.task() == Task.EDIT) {
            shown(request, parts);
        }
        ObjectNode config = body.putObject("generationConfig");
        config.putArray("responseModalities").add("TEXT").add("IMAGE");
        AspectRatio.nearest(ratio(request), AspectRatio.GEMINI)
                .ifPresent(ratio -> config.withObjectProperty("imageConfig").put("aspectRatio", ratio.toString()));
        resolution(request)
                .ifPresent(size -> config.withObjectProperty("imageConfig").put("imageSize", size));
        return WireJson.bytes(body);
    }

    /// A size says its ratio, too.
    private static @Nullable String ratio(ImageRequest request) {
        String size = request.size();
        return size != null ? size : said(request, "aspect_ratio");
    }

    private static Optional<String> resolution(ImageRequest request) {
        return Optional.ofNullable(said(request, "resolution")).filter(RESOLUTIONS::contains);
    }

    private static @Nullable String said(ImageRequest request, String name) {
        return switch (request.asked()) {
            case JsonRequest json -> json.document().tree().path(name).textValue();
            case FormRequest form -> form.value(name).orElse(null);
        };
    }

    private static void shown(ImageRequest request, ArrayNode parts) {
        boolean masked = switch (request.asked()) {
            case FormRequest form -> {
                form.files("image")
                        .forEach(file -> InlineFile.add(InlineFile.imageType(file), file.content(), "image", parts));
                yield !form.files("mask").isEmpty();
            }
            case JsonRequest json -> {
                JsonNode tree = json.document().tree();
                tree.path("images").forEach(image -> inline(image, parts));
                yield tree.path("mask").isObject();
            }
        };
        if (masked) {
            throw PromptWriter.unsupported("mask", "Providers of the kind gemini know no masks; say what to change.");
        }
    }

    private static void inline(JsonNode image, ArrayNode parts) {
        Content content = image.path("image_url").isTextual()
                ? Content.at(image.path("image_url").textValue())
                : null;
        if (content == null || content.base64() == null) {
            throw PromptWriter.unsupported(
                    "images", "Providers of the kind gemini need the image itself; send it as a data: URL.");
        }
        parts.addObject()
                .putObject("inlineData")
                .put("mimeType", content.mediaType())
                .put("data", content.base64());
    }

    /// @throws RefusedException where the answer has no image
    public static ImageReply.Images generated(byte[] json, String provider) {
        GeneratedContent content = GeneratedContent.read(json, provider);
        List<Image> images = content.inline().stream()
                .map(data -> new Image(null, data.path("data").textValue(), null))
                .toList();
        if (images.isEmpty()) {
            throw content.lacks(provider, "image");
        }
        return new ImageReply.Images(images, content.usage(), null);
    }
}
