package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;

/// Tells a whole message as the events of a stream, one delta for each block.
final class MessageUnfolding {
    private MessageUnfolding() {}

    static List<ObjectNode> events(ObjectNode message) {
        List<ObjectNode> events = new ArrayList<>();
        ObjectNode start = message.deepCopy();
        start.putArray("content");
        start.putNull("stop_reason").putNull("stop_sequence");
        ObjectNode begun = event("message_start");
        begun.set("message", start);
        events.add(begun);
        int index = 0;
        for (JsonNode block : message.path("content")) {
            if (block instanceof ObjectNode object) {
                block(index++, object, events);
            }
        }
        events.add(ending(message));
        events.add(event("message_stop"));
        return events;
    }

    static ObjectNode event(String type) {
        return WireJson.object().put("type", type);
    }

    private static void block(int index, ObjectNode block, List<ObjectNode> events) {
        ObjectNode empty = block.deepCopy();
        List<ObjectNode> deltas = new ArrayList<>(2);
        switch (block.path("type").asText()) {
            case "text" -> {
                empty.put("text", "");
                deltas.add(event("text_delta").put("text", block.path("text").asText()));
                if (block.path("citations").isArray()) {
                    empty.putArray("citations");
                    block.path("citations")
                            .forEach(citation ->
                                    deltas.add(event("citations_delta").set("citation", citation)));
                }
            }
            case "thinking" -> {
                empty.put("thinking", "").put("signature", "");
                deltas.add(event("thinking_delta")
                        .put("thinking", block.path("thinking").asText()));
                if (!block.path("signature").asText("").isEmpty()) {
                    deltas.add(event("signature_delta")
                            .put("signature", block.path("signature").asText()));
                }
            }
            case "tool_use", "server_tool_use", "mcp_tool_use" -> {
                empty.putObject("input");
                deltas.add(event("input_json_delta").put("partial_json", WireJson.string(block.path("input"))));
            }
            default -> {
                // a block that only Anthropic's servers make comes in one piece
            }
        }
        ObjectNode start = event("content_block_start").put("index", index);
        start.set("content_block", empty);
        events.add(start);
        for (ObjectNode delta : deltas) {
            ObjectNode piece = event("content_block_delta").put("index", index);
            piece.set("delta", delta);
            events.add(piece);
        }
        events.add(event("content_block_stop").put("index", index));
    }

    private static ObjectNode ending(ObjectNode message) {
        ObjectNode end = event("message_delta");
        ObjectNode delta = end.putObject("delta");
        delta.put("stop_reason", PromptReader.text(message.path("stop_reason")));
        delta.put("stop_sequence", PromptReader.text(message.path("stop_sequence")));
        if (message.path("stop_details").isObject()) {
            delta.set("stop_details", message.get("stop_details"));
        }
        end.set("usage", message.path("usage").isObject() ? message.get("usage") : MessageFold.NO_USAGE);
        return end;
    }
}
