package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Role;
import java.util.List;

/// Writes messages as turns, which alternate between user and assistant and begin with the user.
///
/// Neighbours of one side become one turn; what tools answered is the user's. All system messages go to the top, where
/// every model takes them. A conversation that the assistant begins gets a turn of one full stop before it.
final class TurnWriter {
    private static final String NOTHING_SAID = ".";

    private TurnWriter() {}

    static void write(Prompt prompt, ObjectNode body) {
        List<Message> said = prompt.messages().stream()
                .filter(message -> message.role() != Role.SYSTEM)
                .toList();
        String system = prompt.system();
        ArrayNode turns = body.putArray("messages");
        for (int at = 0; at < said.size(); at++) {
            turn(said.get(at), at == said.size() - 1, turns);
        }
        if (turns.isEmpty()) {
            // instructions alone are what the model is to answer
            blocks(turns, "user").addObject().put("type", "text").put("text", system.isBlank() ? NOTHING_SAID : system);
        } else if (!system.isEmpty()) {
            body.put("system", system);
        }
    }

    private static void turn(Message message, boolean last, ArrayNode turns) {
        boolean assistant = message.role() == Role.ASSISTANT;
        ArrayNode written = turns.arrayNode();
        BlockWriter.write(message, written);
        if (assistant && last) {
            trimEnd(written);
        }
        if (written.isEmpty()) {
            return;
        }
        if (assistant && turns.isEmpty()) {
            blocks(turns, "user").addObject().put("type", "text").put("text", NOTHING_SAID);
        }
        blocks(turns, assistant ? "assistant" : "user").addAll(written);
    }

    private static ArrayNode blocks(ArrayNode turns, String role) {
        if (!turns.isEmpty()
                && turns.get(turns.size() - 1).path("role").asText().equals(role)) {
            return (ArrayNode) turns.get(turns.size() - 1).path("content");
        }
        return turns.addObject().put("role", role).putArray("content");
    }

    /// What the answer goes on from may not end with white space.
    private static void trimEnd(ArrayNode blocks) {
        if (!blocks.isEmpty()
                && blocks.get(blocks.size() - 1) instanceof ObjectNode block
                && block.path("type").asText().equals("text")) {
            block.put("text", block.path("text").asText().stripTrailing());
        }
    }
}
