package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts the events of a stream together into the message that they tell. Used by one thread.
final class MessageFold {
    static final ObjectNode NO_USAGE = WireJson.object().put("input_tokens", 0).put("output_tokens", 0);

    /// The most bytes that one answer may have.
    private static final long LIMIT = 32L << 20;

    private final Map<Integer, Block> blocks = new TreeMap<>();
    private @Nullable ObjectNode message;
    private long size;

    /// A block, and the text that came for it.
    private static final class Block {
        private final ObjectNode start;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();

        Block(ObjectNode start) {
            this.start = start;
        }
    }

    /// @throws WireFormatException where the message becomes larger than an answer may be
    void accept(byte[] json) throws IOException {
        size += json.length;
        if (size > LIMIT) {
            throw new WireFormatException("sent more than is read of one answer");
        }
        ObjectNode event = WireJson.object(json);
        switch (event.path("type").asText()) {
            case "message_start" -> {
                if (event.get("message") instanceof ObjectNode start) {
                    message = start;
                }
            }
            case "content_block_start" -> {
                if (event.get("content_block") instanceof ObjectNode start) {
                    blocks.put(event.path("index").asInt(), new Block(start));
                }
            }
            case "content_block_delta" -> delta(blocks.get(event.path("index").asInt()), event.path("delta"));
            case "message_delta" -> ended(event);
            default -> {}
        }
    }

    private static void delta(@Nullable Block block, JsonNode delta) {
        if (block == null) {
            return;
        }
        switch (delta.path("type").asText()) {
            case "text_delta" -> block.text.append(delta.path("text").asText());
            case "thinking_delta" -> block.text.append(delta.path("thinking").asText());
            case "input_json_delta" ->
                block.text.append(delta.path("partial_json").asText());
            case "signature_delta" ->
                block.signature.append(delta.path("signature").asText());
            case "citations_delta" -> {
                ArrayNode citations = block.start.path("citations") instanceof ArrayNode known
                        ? known
                        : block.start.putArray("citations");
                citations.add(delta.path("citation"));
            }
            default -> {}
        }
    }

    private void ended(ObjectNode event) {
        ObjectNode known = message;
        if (known == null) {
            return;
        }
        event.path("delta").properties().forEach(member -> known.set(member.getKey(), member.getValue()));
        if (event.path("usage").isObject()) {
            ObjectNode usage = known.path("usage") instanceof ObjectNode object ? object : known.putObject("usage");
            event.path("usage").properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    usage.set(member.getKey(), member.getValue());
                }
            });
        }
    }

    /// The message, null where none began.
    @Nullable
    ObjectNode message() throws IOException {
        ObjectNode known = message;
        if (known == null) {
            return null;
        }
        ArrayNode content = known.putArray("content");
        for (Block block : blocks.values()) {
            content.add(whole(block));
        }
        settle(content);
        return known;
    }

    /// A stream names late sources in a last block without words; here they can stand with the text before it.
    private static void settle(ArrayNode content) {
        int last = content.size() - 1;
        JsonNode late = content.path(last);
        if (!late.path("citations").isArray()
                || !isText(late)
                || !late.path("text").asText().isEmpty()) {
            return;
        }
        for (int at = last - 1; at >= 0; at--) {
            if (isText(content.get(at)) && content.get(at) instanceof ObjectNode text) {
                ArrayNode named =
                        text.path("citations") instanceof ArrayNode known ? known : text.putArray("citations");
                late.path("citations").forEach(named::add);
                content.remove(last);
                return;
            }
        }
    }

    private static boolean isText(JsonNode block) {
        return block.path("type").asText().equals("text");
    }

    private static ObjectNode whole(Block block) throws IOException {
        ObjectNode start = block.start;
        switch (start.path("type").asText()) {
            case "text" -> start.put("text", start.path("text").asText() + block.text);
            case "thinking" -> {
                start.put("thinking", start.path("thinking").asText() + block.text);
                start.put("signature", start.path("signature").asText() + block.signature);
            }
            default -> {
                if (!block.text.isEmpty()) {
                    start.set("input", WireJson.tree(block.text.toString().getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return start;
    }
}
