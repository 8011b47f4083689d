package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireFormatException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the `delta` of one choice right.
final class ChunkDelta {
    private ChunkDelta() {}

    /// Gives `choice` a delta, out of a `message` or `text` where the upstream sent one of these instead.
    ///
    /// @return whether it had none
    static boolean provide(ObjectNode choice) throws WireFormatException {
        JsonNode delta = choice.get("delta");
        if (delta != null && delta.isObject()) {
            return false;
        }
        if (delta != null && !delta.isNull()) {
            throw new WireFormatException("sent a delta that is not an object");
        }
        if (choice.get("message") instanceof ObjectNode message) {
            choice.remove("message");
            choice.set("delta", message);
        } else if (choice.path("text").isTextual()) {
            choice.putObject("delta").set("content", choice.remove("text"));
        } else {
            choice.putObject("delta");
        }
        return true;
    }

    /// Puts the members right that callers rely on.
    ///
    /// @return whether anything was wrong
    static boolean repair(ObjectNode delta, ChunkTools tools) throws WireFormatException {
        boolean changed = false;
        if (delta.get("content") instanceof ArrayNode parts) {
            flatten(delta, parts);
            changed = true;
        }
        text(delta, "content");
        text(delta, "role");
        text(delta, "refusal");
        JsonNode calls = delta.get("tool_calls");
        if (calls instanceof ArrayNode pieces) {
            changed |= tools.repair(pieces);
        } else if (calls != null && !calls.isNull()) {
            throw new WireFormatException("sent tool_calls that are not an array");
        }
        return changed;
    }

    /// Some send a list of parts where OpenAI sends one text.
    private static void flatten(ObjectNode delta, ArrayNode parts) throws WireFormatException {
        var text = new StringBuilder();
        var thought = new StringBuilder();
        for (JsonNode part : parts) {
            text.append(part.isTextual() ? part.textValue() : part.path("text").asText(""));
            JsonNode thinking = part.path("thinking");
            thought.append(thinking.asText(""));
            thinking.forEach(inner -> thought.append(inner.path("text").asText("")));
        }
        delta.put("content", text.toString());
        if (!thought.isEmpty() && blank(delta.get("reasoning_content"))) {
            delta.put("reasoning_content", thought.toString());
        }
    }

    /// Whether the delta says anything but whose words it brings.
    static boolean speaks(ObjectNode delta) {
        for (Map.Entry<String, JsonNode> member : delta.properties()) {
            if (!member.getKey().equals("role") && !blank(member.getValue())) {
                return true;
            }
        }
        return false;
    }

    static boolean blank(@Nullable JsonNode node) {
        return node == null
                || node.isNull()
                || (node.isTextual() && node.textValue().isEmpty())
                || (node.isContainerNode() && node.isEmpty());
    }

    /// A member that must be a string where it is there; the empty string where it is not.
    static String text(ObjectNode object, String name) throws WireFormatException {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return "";
        }
        if (!node.isTextual()) {
            throw new WireFormatException("sent a " + name + " that is not a string");
        }
        return node.textValue();
    }
}
