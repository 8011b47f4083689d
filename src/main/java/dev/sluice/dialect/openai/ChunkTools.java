package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;

/// The tool calls of one choice, as their pieces come in: each piece gets the index, and each first piece the id and
/// type, that callers rely on.
///
/// Callers join the pieces of one index text by text, so an id or name that is said twice would be doubled.
final class ChunkTools {
    static final int LIMIT = 1024;

    private final List<Call> calls = new ArrayList<>(2);

    /// @param theirs the index that the upstream gives it, -1 where it gives none
    private record Call(int theirs, String id, String name) {}

    boolean any() {
        return !calls.isEmpty();
    }

    /// Whether `index` is the same call to the upstream and to the caller.
    boolean knows(int index) {
        return latest(index) == index;
    }

    /// Puts the pieces of one message right.
    ///
    /// @return whether anything was wrong
    boolean repair(ArrayNode pieces) throws WireFormatException {
        boolean changed = false;
        for (JsonNode piece : pieces) {
            if (!(piece instanceof ObjectNode object)) {
                throw new WireFormatException("sent a tool call that is not an object");
            }
            changed |= repair(object);
        }
        return changed;
    }

    private boolean repair(ObjectNode piece) throws WireFormatException {
        int theirs = ChunkChoices.index(piece.get("index"), -1, LIMIT);
        String id = ChunkDelta.text(piece, "id");
        JsonNode function = piece.path("function");
        if (!function.isMissingNode() && !function.isNull() && !function.isObject()) {
            throw new WireFormatException("sent a tool call whose function is not an object");
        }
        String name = function instanceof ObjectNode object ? ChunkDelta.text(object, "name") : "";
        int at = place(theirs, id, !name.isEmpty());
        boolean changed = function instanceof ObjectNode object && stringify(object);
        if (at < 0) {
            at = open(theirs, id, name);
            changed |= begin(piece, calls.get(at).id);
        } else {
            changed |= continued(piece, calls.get(at), name);
        }
        if (at != theirs) {
            piece.put("index", at);
            changed = true;
        }
        return changed;
    }

    /// The call that a piece goes on with, -1 where it begins one.
    private int place(int theirs, String id, boolean named) {
        if (theirs < 0) {
            int same = id.isEmpty() ? -1 : withId(id);
            // without an index, a name or a new id begins a call
            return same >= 0 || named || !id.isEmpty() ? same : calls.size() - 1;
        }
        int latest = latest(theirs);
        // some number all parallel calls 0 and tell them apart by id
        boolean another = latest >= 0 && named && !id.isEmpty() && !id.equals(calls.get(latest).id);
        return another ? -1 : latest;
    }

    private int withId(String id) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).id.equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private int latest(int theirs) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).theirs == theirs) {
                return i;
            }
        }
        return -1;
    }

    private int open(int theirs, String id, String name) throws WireFormatException {
        if (calls.size() == LIMIT) {
            throw new WireFormatException("sent more than " + LIMIT + " tool calls in one answer");
        }
        calls.add(new Call(theirs, id.isEmpty() ? StreamIdentity.random("call_", 24) : id, name));
        return calls.size() - 1;
    }

    private static boolean begin(ObjectNode piece, String id) {
        boolean changed = false;
        if (ChunkDelta.blank(piece.get("id"))) {
            piece.put("id", id);
            changed = true;
        }
        if (ChunkDelta.blank(piece.get("type"))) {
            piece.put("type", "function");
            changed = true;
        }
        return changed;
    }

    private static boolean continued(ObjectNode piece, Call call, String name) {
        boolean changed = false;
        if (!ChunkDelta.blank(piece.get("id"))) {
            piece.remove("id");
            changed = true;
        }
        if (!name.isEmpty() && name.equals(call.name) && piece.get("function") instanceof ObjectNode function) {
            function.remove("name");
            changed = true;
        }
        return changed;
    }

    private static boolean stringify(ObjectNode function) throws WireFormatException {
        JsonNode arguments = function.get("arguments");
        if (arguments == null || arguments.isTextual() || arguments.isNull()) {
            return false;
        }
        if (!arguments.isObject()) {
            throw new WireFormatException("sent tool call arguments that are neither a string nor an object");
        }
        function.put("arguments", WireJson.string(arguments));
        return true;
    }
}
