package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.WireJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes what the model said before. Thoughts are not sent back, their signatures are, on the parts that they came
/// with.
final class ModelTurnWriter {
    /// These refuse the first call of a turn without a signature.
    private static final Pattern SIGNING = Pattern.compile("(?:.*/)?gemini-(?:[3-9]|\\d{2}).*");

    private ModelTurnWriter() {}

    static void write(List<Part> parts, String model, ArrayNode list) {
        Map<Integer, String> signatures = signatures(parts);
        int calls = 0;
        ObjectNode lastText = null;
        for (Part part : parts) {
            if (part instanceof Part.ToolUse use) {
                ObjectNode written = call(use, list);
                String signature = signatures.get(calls);
                if (signature != null) {
                    written.put("thoughtSignature", signature);
                } else if (calls == 0 && SIGNING.matcher(model).matches()) {
                    written.put("thoughtSignature", Signature.NONE);
                }
                calls++;
            } else {
                int before = list.size();
                PartWriter.write(part, list);
                lastText = list.size() > before ? (ObjectNode) list.get(list.size() - 1) : lastText;
            }
        }
        if (lastText != null && signatures.containsKey(-1)) {
            lastText.put("thoughtSignature", signatures.get(-1));
        }
    }

    private static Map<Integer, String> signatures(List<Part> parts) {
        Map<Integer, String> signatures = new HashMap<>();
        for (Part part : parts) {
            if (part instanceof Part.Thought thought && thought.signature() != null) {
                Signature.read(thought.signature()).ifPresent(one -> signatures.put(one.call(), one.value()));
            }
        }
        return signatures;
    }

    private static ObjectNode call(Part.ToolUse use, ArrayNode list) {
        ObjectNode part = list.addObject();
        part.putObject("functionCall")
                .put("id", use.id())
                .put("name", use.name())
                .set("args", arguments(use));
        return part;
    }

    private static JsonNode arguments(Part.ToolUse use) {
        if (use.arguments().isBlank()) {
            return WireJson.object();
        }
        return WireJson.objectIn(use.arguments())
                .orElseThrow(() -> PromptWriter.unsupported(
                        "messages", "The arguments of the call of '" + use.name() + "' must be a JSON object."));
    }
}
