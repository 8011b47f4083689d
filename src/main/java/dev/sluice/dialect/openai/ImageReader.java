package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an upstream's answer to an image request.
public final class ImageReader {
    private static final String INLINE = "data:";

    private ImageReader() {}

    /// @throws RefusedException where the answer is none, or reports an error
    public static ImageReply.Images read(byte[] json, String provider) {
        try {
            JsonNode tree = WireJson.object(json);
            JsonAnswers.refuseError(provider, json, tree, "data");
            List<Image> images = new ArrayList<>();
            for (JsonNode row : tree.path("data")) {
                images.add(image(row, provider));
            }
            if (images.isEmpty()) {
                throw WireJson.broken(provider, "sent no image");
            }
            return new ImageReply.Images(images, JsonAnswers.usage(tree), Document.parse(json));
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private static Image image(JsonNode row, String provider) {
        String base64 = word(row.path("b64_json"));
        String url = word(row.path("url"));
        if (base64 == null && url != null && url.startsWith(INLINE)) {
            int comma = url.indexOf(";base64,");
            base64 = comma < 0 ? null : url.substring(comma + ";base64,".length());
            url = null;
        }
        if (base64 == null && url == null) {
            throw WireJson.broken(provider, "sent an image without its bytes or its address");
        }
        return new Image(
                base64 == null ? url : null, base64, row.path("revised_prompt").textValue());
    }

    private static @Nullable String word(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
    }
}
