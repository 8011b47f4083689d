package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Role;
import java.util.ArrayList;
import java.util.List;

/// Writes messages as Gemini's contents: one for each run of messages of one role, since Gemini wants all answers to
/// the calls of one turn in one content.
final class ContentWriter {
    private ContentWriter() {}

    static void write(List<Message> messages, Prompt prompt, String model, ArrayNode contents) {
        var run = new ArrayList<Part>();
        Role role = Role.SYSTEM;
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM) {
                continue;
            }
            if (message.role() != role) {
                content(role, run, prompt, model, contents);
                run.clear();
                role = message.role();
            }
            run.addAll(message.parts());
        }
        content(role, run, prompt, model, contents);
    }

    private static void content(Role role, List<Part> parts, Prompt prompt, String model, ArrayNode contents) {
        ObjectNode content = contents.objectNode();
        content.put("role", role == Role.ASSISTANT ? "model" : "user");
        ArrayNode list = content.putArray("parts");
        switch (role) {
            case ASSISTANT -> ModelTurnWriter.write(parts, model, list);
            case TOOL -> ToolResultWriter.write(parts, prompt, list);
            default -> parts.forEach(part -> PartWriter.write(part, list));
        }
        if (!list.isEmpty()) {
            contents.add(content);
        }
    }
}
