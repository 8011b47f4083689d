package dev.sluice.dialect.sdwebui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Upload;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what a caller asks for as `txt2img` or `img2img`.
public final class PictureWriter {
    private static final int LARGEST_IMAGE = 32 * 1024 * 1024;

    /// What a caller may say beside OpenAI's own members, and what it is called here.
    private static final Map<String, String> NUMBERS = Map.of(
            "width", "width",
            "height", "height",
            "steps", "steps",
            "cfg_scale", "cfg_scale",
            "batch_count", "n_iter",
            "seed", "seed",
            "image_seed", "seed",
            "denoising_strength", "denoising_strength");

    /// What G4F's callers say instead.
    private static final Map<String, String> OTHER_NUMBERS =
            Map.of("num_inference_steps", "steps", "guidance_scale", "cfg_scale");
    private static final Map<String, String> WORDS = Map.of(
            "negative_prompt", "negative_prompt",
            "sampler", "sampler_name",
            "sampler_name", "sampler_name",
            "scheduler", "scheduler");

    private PictureWriter() {}

    /// @param model the checkpoint
    /// @param overrides members that replace those of the caller; null takes a member away
    /// @throws RefusedException where the request holds what such a server cannot be told
    public static byte[] upstreamBody(ImageRequest request, String model, ObjectNode overrides) {
        ObjectNode body = WireJson.object().put("prompt", request.prompt());
        JsonNode asked = asked(request);
        NUMBERS.forEach((theirs, ours) -> {
            if (asked.hasNonNull(theirs)) {
                body.set(ours, number(asked.path(theirs)));
            }
        });
        OTHER_NUMBERS.forEach((theirs, ours) -> {
            if (asked.hasNonNull(theirs) && !body.has(ours)) {
                body.set(ours, number(asked.path(theirs)));
            }
        });
        WORDS.forEach((theirs, ours) -> {
            if (asked.hasNonNull(theirs)) {
                body.set(ours, asked.path(theirs));
            }
        });
        body.put(
                "batch_size",
                asked.hasNonNull("batch_size") ? asked.path("batch_size").asInt() : request.count());
        size(request.size(), body);
        if (request.task() != ImageRequest.Task.GENERATION) {
            images(request, asked, body.putArray("init_images"));
        }
        overrides.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                body.remove(member.getKey());
            } else {
                body.set(member.getKey(), member.getValue());
            }
        });
        body.put("send_images", true).put("save_images", false);
        body.withObjectProperty("override_settings").put("sd_model_checkpoint", model);
        return WireJson.bytes(body);
    }

    /// The members of a request, fields of a form as texts.
    private static JsonNode asked(ImageRequest request) {
        return switch (request.asked()) {
            case JsonRequest json -> json.document().tree();
            case FormRequest form -> {
                ObjectNode fields = WireJson.object();
                form.fields().forEach(field -> fields.put(field.name(), field.value()));
                yield fields;
            }
        };
    }

    /// A form's numbers are texts, and were checked to be numbers.
    private static JsonNode number(JsonNode value) {
        return value.isTextual() ? DecimalNode.valueOf(new BigDecimal(value.textValue())) : value;
    }

    private static void size(@Nullable String size, ObjectNode body) {
        if (size != null && !size.equals("auto")) {
            int by = size.indexOf('x');
            body.put("width", Integer.parseInt(size.substring(0, by)));
            body.put("height", Integer.parseInt(size.substring(by + 1)));
        }
    }

    private static void images(ImageRequest request, JsonNode asked, ArrayNode into) {
        boolean masked = asked.hasNonNull("mask")
                || request.asked() instanceof FormRequest form
                        && !form.files("mask").isEmpty();
        if (masked) {
            throw unsupported("mask", "A mask of transparency means the opposite at providers of the kind sdwebui.");
        }
        switch (request.asked()) {
            case JsonRequest json -> json.document().tree().path("images").forEach(image -> into.add(inline(image)));
            case FormRequest form -> form.files("image").forEach(file -> into.add(base64(file)));
        }
    }

    private static String inline(JsonNode image) {
        Content content = Content.at(image.path("image_url").asText(""));
        if (content.base64() == null) {
            throw unsupported(
                    "images", "Providers of the kind sdwebui fetch nothing: send images as data: addresses or files.");
        }
        return content.base64();
    }

    private static String base64(Upload file) {
        try (var in = file.content().open()) {
            byte[] bytes = in.readNBytes(LARGEST_IMAGE + 1);
            if (bytes.length > LARGEST_IMAGE) {
                throw new RefusedException(
                        new Failure.TooLarge("An image is larger than " + LARGEST_IMAGE + " bytes."));
            }
            return Base64.getEncoder().encodeToString(bytes);
        } catch (IOException e) {
            throw new RefusedException(
                    Failure.invalid("image", "The image that was sent cannot be read.", "invalid_value"), e);
        }
    }

    private static RefusedException unsupported(String param, String message) {
        return new RefusedException(Failure.invalid(param, message, "unsupported_value"));
    }
}
