package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes what tools answered: an object as it is, text as `output` or, where the tool failed, `error`, which are
/// Google's own names. Images and files that a tool gave follow the answers.
final class ToolResultWriter {
    private ToolResultWriter() {}

    static void write(List<Part> parts, Prompt prompt, ArrayNode list) {
        List<Part> shown = new ArrayList<>(0);
        for (Part part : parts) {
            if (part instanceof Part.ToolResult result) {
                ObjectNode response = list.addObject().putObject("functionResponse");
                response.put("id", result.id()).put("name", name(result, prompt));
                response.set("response", answer(result));
                result.parts().stream()
                        .filter(one -> !(one instanceof Part.Text))
                        .forEach(shown::add);
            } else {
                shown.add(part);
            }
        }
        shown.forEach(part -> PartWriter.write(part, list));
    }

    private static String name(Part.ToolResult result, Prompt prompt) {
        return prompt.toolOf(result.id())
                .orElseThrow(() -> PromptWriter.unsupported(
                        "messages",
                        "A tool message answers the call '" + result.id() + "', which no assistant message made."));
    }

    private static ObjectNode answer(Part.ToolResult result) {
        String text = result.text();
        if (!result.failed() && text.stripLeading().startsWith("{")) {
            Optional<ObjectNode> object = WireJson.objectIn(text);
            if (object.isPresent()) {
                return object.get();
            }
        }
        return WireJson.object().put(result.failed() ? "error" : "output", text);
    }
}
