package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.SoundFormat;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.WireJson;
import java.util.Map;
import java.util.Set;

/// Sounds in messages as `data:` addresses, for vendors that take them so where OpenAI takes base64
/// (https://www.alibabacloud.com/help/en/model-studio/qwen-omni, read 2026-11-21).
public final class SoundAddresses {
    private static final String MESSAGES = "messages";
    private static final String SOUND = "input_audio";

    private SoundAddresses() {}

    /// A request's body with its sounds so; the same one where it has none.
    ///
    /// @param body a chat completion request, already checked
    public static byte[] in(byte[] body) {
        Document document = Document.parse(body);
        JsonNode messages = document.tree().path(MESSAGES).deepCopy();
        boolean changed = false;
        for (JsonNode message : messages) {
            for (JsonNode part : message.path("content")) {
                if (part.path(SOUND) instanceof ObjectNode sound) {
                    String data = sound.path("data").asText();
                    String address = SoundFormat.content(
                                    data, sound.path("format").asText(""))
                            .asUrl();
                    changed |= !address.equals(data);
                    sound.put("data", address);
                }
            }
        }
        return changed ? document.spliced(Map.of(MESSAGES, WireJson.bytes(messages)), Set.of()) : body;
    }
}
