package dev.sluice.dialect.sdwebui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.Redaction;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what the server answers: pictures, checkpoints and errors.
public final class PictureReader {
    private PictureReader() {}

    /// @throws RefusedException where the answer holds no picture
    public static ImageReply.Images pictures(byte[] json, String provider) {
        List<Image> images = new ArrayList<>();
        for (JsonNode image : tree(json, provider).path("images")) {
            String base64 = image.asText("");
            int comma = base64.startsWith("data:") ? base64.indexOf(',') : -1;
            if (!base64.isEmpty()) {
                images.add(new Image(null, base64.substring(comma + 1), null));
            }
        }
        if (images.isEmpty()) {
            throw broken(provider, "sent an answer without a picture.", null);
        }
        return new ImageReply.Images(images, Usage.NONE, null);
    }

    /// The names of the checkpoints, from `sd-models`.
    ///
    /// @throws RefusedException where the answer is no list
    public static List<String> checkpoints(byte[] json, String provider) {
        JsonNode list = tree(json, provider);
        if (!list.isArray()) {
            throw broken(provider, "sent no list of models.", null);
        }
        List<String> names = new ArrayList<>();
        list.forEach(model -> {
            String name = model.path("model_name").asText(model.path("title").asText(""));
            if (!name.isBlank()) {
                names.add(name);
            }
        });
        return names;
    }

    /// The checkpoint in use, from `options`; empty where the server does not tell.
    public static String inUse(byte[] json, String provider) {
        String title = tree(json, provider).path("sd_model_checkpoint").asText("");
        // a title ends with the file's extension and a hash: name.safetensors [abc123]
        return title.replaceFirst(" \\[[0-9a-f]+]$", "").replaceFirst("\\.(?:safetensors|ckpt|gguf)$", "");
    }

    /// The refusal that an answer with an error status is.
    public static Failure.RefusedByUpstream refusal(
            String provider, int status, byte[] body, @Nullable Duration retryAfter) {
        String text = new String(body, 0, Math.min(body.length, 4 * Redaction.MAX), StandardCharsets.UTF_8).strip();
        String words = text.startsWith("{") ? words(body) : text.startsWith("<") ? "" : text;
        String said = words.isBlank() ? "The provider answered with status " + status + " and no message." : words;
        return new Failure.RefusedByUpstream(provider, status, Redaction.of(said), null, null, null, retryAfter);
    }

    private static String words(byte[] body) {
        try {
            List<JsonNode> values = WireJson.values(body);
            JsonNode error = values.isEmpty() ? WireJson.object() : values.getFirst();
            for (String name : List.of("errors", "detail", "message", "error")) {
                JsonNode said = error.path(name);
                String words = said.isTextual()
                        ? said.textValue()
                        : said.path("message").asText(said.path(0).path("msg").asText(""));
                if (!words.isBlank()) {
                    return words;
                }
            }
            return "";
        } catch (IOException e) {
            // cut or no JSON at all: nothing to repeat
            return "";
        }
    }

    private static JsonNode tree(byte[] json, String provider) {
        try {
            JsonNode read = WireJson.tree(WireJson.parser(json));
            return read == null ? WireJson.object() : read;
        } catch (IOException e) {
            throw broken(provider, "sent malformed JSON.", e);
        }
    }

    private static RefusedException broken(String provider, String what, @Nullable Throwable cause) {
        var failure = new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what, false);
        return cause == null ? new RefusedException(failure) : new RefusedException(failure, cause);
    }
}
