package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Shapes;
import dev.sluice.exchange.WireJson;
import org.jspecify.annotations.Nullable;

/// What callers of G4F (`width`, `height`, `resolution`, https://github.com/xtekky/gpt4free, `g4f/api/stubs.py`, read
/// 2026-08-21) and LLM4Free (`image_format`) say, in the words of OpenAI's image API. Its own words win.
final class ImageFields {
    private static final String SIZE = "\\d{2,4}x\\d{2,4}";
    private static final int LONGEST_SIDE = 9999;

    static final ObjectShape SHAPE = Shapes.object()
            .optional("width", Shapes.integer(1, LONGEST_SIDE))
            .optional("height", Shapes.integer(1, LONGEST_SIDE))
            .optional("num_inference_steps", Shapes.integer(1, 1000))
            .optional("guidance_scale", Shapes.number(0, 1000))
            .optional("aspect_ratio", Shapes.text())
            .optional("resolution", Shapes.text())
            .optional("image_format", Shapes.word("png", "jpeg", "jpg", "webp"));

    private ImageFields() {}

    /// The size that is asked for in any of these words; null where none says it.
    static @Nullable String size(JsonNode asked) {
        if (asked.path("size").isTextual()) {
            return asked.path("size").textValue();
        }
        String sides =
                asked.path("width").asText("") + "x" + asked.path("height").asText("");
        if (sides.matches(SIZE)) {
            return sides;
        }
        String resolution = asked.path("resolution").asText("");
        return resolution.matches(SIZE) ? resolution : null;
    }

    /// What an upstream is to be told beside the caller's own bytes. OpenAI's own models refuse every word that they
    /// do not know, so that they are told the translation alone; other servers may know the original as well.
    ///
    /// @return values by name; null takes a member away
    static ObjectNode translated(JsonNode asked, String model) {
        ObjectNode values = WireJson.object();
        String name = model.substring(model.lastIndexOf('/') + 1);
        boolean dall = name.startsWith("dall-e");
        boolean strict = dall || ImageRequestReader.knowsNoForm(model);
        String size = size(asked);
        if (size != null && !asked.hasNonNull("size")) {
            values.put("size", size);
        }
        if (size != null && strict) {
            values.putNull("width").putNull("height");
            if (asked.path("resolution").asText("").matches(SIZE)) {
                values.putNull("resolution");
            }
        }
        // DALL·E gives PNG alone, and refuses either word
        if (asked.hasNonNull("image_format") && !dall) {
            if (!asked.hasNonNull("output_format")) {
                values.put("output_format", asked.path("image_format").asText().replace("jpg", "jpeg"));
            }
            if (strict) {
                values.putNull("image_format");
            }
        }
        return values;
    }
}
