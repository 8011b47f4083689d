package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Puts the events of one of Anthropic's streams together, as its clients do.
final class MessageFold {
    private MessageFold() {}

    static JsonNode of(List<JsonNode> events) {
        ObjectNode message = (ObjectNode) Json.parse("{}");
        Map<Integer, ObjectNode> blocks = new TreeMap<>();
        Map<Integer, StringBuilder> inputs = new TreeMap<>();
        for (JsonNode event : events) {
            int index = event.path("index").asInt();
            switch (event.path("type").asText()) {
                case "message_start" -> message.setAll((ObjectNode) event.path("message"));
                case "content_block_start" -> blocks.put(index, (ObjectNode) event.path("content_block"));
                case "content_block_delta" ->
                    delta(event.path("delta"), Objects.requireNonNull(blocks.get(index)), inputs, index);
                case "message_delta" -> {
                    message.setAll((ObjectNode) event.path("delta"));
                    ((ObjectNode) message.path("usage")).setAll((ObjectNode) event.path("usage"));
                }
                default -> {}
            }
        }
        inputs.forEach(
                (index, input) -> Objects.requireNonNull(blocks.get(index)).set("input", Json.parse(input.toString())));
        var content = message.putArray("content");
        blocks.values().forEach(content::add);
        return message;
    }

    private static void delta(JsonNode delta, ObjectNode block, Map<Integer, StringBuilder> inputs, int index) {
        switch (delta.path("type").asText()) {
            case "input_json_delta" -> {
                if (!delta.path("partial_json").asText().isEmpty()) {
                    inputs.computeIfAbsent(index, any -> new StringBuilder())
                            .append(delta.path("partial_json").asText());
                }
            }
            case "text_delta" -> append(block, "text", delta);
            case "citations_delta" -> block.withArrayProperty("citations").add(delta.path("citation"));
            case "thinking_delta" -> append(block, "thinking", delta);
            case "signature_delta" -> append(block, "signature", delta);
            default -> {}
        }
    }

    private static void append(ObjectNode block, String member, JsonNode delta) {
        block.put(member, block.path(member).asText("") + delta.path(member).asText(""));
    }
}
