package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;

/// Puts one message of a stream right: a message that needs nothing keeps its bytes, one that both speaks and finishes
/// becomes two, and what comes for a choice that has finished is left out.
final class ChunkRepair {
    private final ChunkChoices choices;
    private final List<ObjectNode> going = new ArrayList<>(1);
    private final List<ObjectNode> ending = new ArrayList<>(1);
    private final List<ObjectNode> introduced = new ArrayList<>(1);
    private boolean changed;

    ChunkRepair(ChunkChoices choices) {
        this.choices = choices;
    }

    /// @param changed whether `chunk` already differs from `json`
    void repair(ObjectNode chunk, ArrayNode list, byte[] json, boolean changed, List<byte[]> out)
            throws WireFormatException {
        this.changed = changed;
        going.clear();
        ending.clear();
        introduced.clear();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof ObjectNode choice)) {
                throw new WireFormatException("sent a choice that is not an object");
            }
            sort(choice, i);
        }
        if (!this.changed) {
            out.add(json);
            return;
        }
        // a role that is said again does no harm to most callers, but it need not be said in what is written anew
        introduced.forEach(delta -> delta.remove("role"));
        emit(chunk, going, out);
        emit(chunk, ending, out);
    }

    private static void emit(ObjectNode chunk, List<ObjectNode> choices, List<byte[]> out) {
        if (!choices.isEmpty()) {
            chunk.putArray("choices").addAll(choices);
            out.add(WireJson.bytes(chunk));
        }
    }

    private void sort(ObjectNode json, int position) throws WireFormatException {
        int index = ChunkChoices.index(json.get("index"), position, ChunkChoices.LIMIT);
        ChunkChoices.Choice choice = choices.at(index);
        if (choice != null && choice.finished) {
            changed = true;
            return;
        }
        boolean first = choice == null;
        if (choice == null) {
            choice = choices.begin(index);
        }
        if (!json.path("index").isIntegralNumber()) {
            json.put("index", index);
            changed = true;
        }
        changed |= ChunkDelta.provide(json);
        ObjectNode delta = (ObjectNode) json.get("delta");
        changed |= ChunkDelta.repair(delta, choice.tools);
        if (first) {
            changed |= introduce(delta);
        } else {
            introduced.add(delta);
        }
        finish(json, delta, choice, first);
    }

    private static boolean introduce(ObjectNode delta) {
        if (!ChunkDelta.blank(delta.get("role"))) {
            return false;
        }
        delta.put("role", "assistant");
        return true;
    }

    private void finish(ObjectNode json, ObjectNode delta, ChunkChoices.Choice choice, boolean first)
            throws WireFormatException {
        JsonNode stated = json.get("finish_reason");
        String reason = CompletionReason.of(stated);
        if (reason == null) {
            if (stated == null || !stated.isNull()) {
                json.putNull("finish_reason");
                changed = true;
            }
            going.add(json);
            return;
        }
        choice.finished = true;
        if (first || ChunkDelta.speaks(delta)) {
            json.putNull("finish_reason");
            going.add(json);
            ending.add(ended(json.path("index").intValue(), reason));
            changed = true;
            return;
        }
        if (!stated.textValue().equals(reason)) {
            json.put("finish_reason", reason);
            changed = true;
        }
        ending.add(json);
    }

    /// The end of a choice, alone.
    static ObjectNode ended(int index, String reason) {
        ObjectNode choice = WireJson.object();
        choice.put("index", index);
        choice.putObject("delta");
        choice.putNull("logprobs");
        choice.put("finish_reason", reason);
        return choice;
    }
}
