package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.WireJson;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Writes images for a caller.
public final class ImageWriter {
    private ImageWriter() {}

    /// @param reply with each image in the form that the caller is to see
    public static byte[] write(ImageReply.Images reply, Clock clock) {
        Document wire = reply.wire();
        byte[] data = WireJson.bytes(rows(reply, wire));
        Map<String, byte[]> values = new LinkedHashMap<>();
        if (wire != null && wire.tree().path("created").isNumber()) {
            values.put("data", data);
            return wire.spliced(values, Set.of());
        }
        values.put(
                "created",
                Long.toString(clock.instant().getEpochSecond()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        values.put("data", data);
        if (wire != null) {
            return wire.spliced(values, Set.of());
        }
        if (reply.usage().total() > 0) {
            ObjectNode usage = WireJson.object()
                    .put("input_tokens", reply.usage().input())
                    .put("output_tokens", reply.usage().output())
                    .put("total_tokens", reply.usage().total());
            values.put("usage", WireJson.bytes(usage));
        }
        return RawJson.object(values);
    }

    /// What else the upstream says of an image stays.
    private static ArrayNode rows(ImageReply.Images reply, @org.jspecify.annotations.Nullable Document wire) {
        ArrayNode rows = WireJson.object().putArray("data");
        for (int at = 0; at < reply.images().size(); at++) {
            Image image = reply.images().get(at);
            JsonNode told = wire == null ? null : wire.tree().path("data").get(at);
            ObjectNode row = told instanceof ObjectNode object ? object.deepCopy() : WireJson.object();
            row.remove(java.util.List.of("url", "b64_json"));
            if (image.url() != null) {
                row.put("url", image.url());
            } else {
                row.put("b64_json", image.base64());
            }
            if (image.revisedPrompt() != null) {
                row.put("revised_prompt", image.revisedPrompt());
            }
            rows.add(row);
        }
        return rows;
    }
}
