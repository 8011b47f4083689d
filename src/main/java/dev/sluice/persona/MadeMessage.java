package dev.sluice.persona;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.WireJson;
import java.util.Locale;

/// A message made here, of texts and images, in OpenAI's words.
final class MadeMessage {
    private MadeMessage() {}

    static ObjectNode json(Message message) {
        ObjectNode json = WireJson.object().put("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.parts().stream().allMatch(Part.Text.class::isInstance)) {
            return json.put("content", message.text());
        }
        ArrayNode content = json.putArray("content");
        for (Part part : message.parts()) {
            if (part instanceof Part.Text(String text)) {
                content.addObject().put("type", "text").put("text", text);
            } else if (part instanceof Part.Image(var image, var detail)) {
                ObjectNode url = content.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", image.asUrl());
                if (detail != null) {
                    url.put("detail", detail);
                }
            }
        }
        return json;
    }
}
