package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The blocks of a message in the making: numbered, one open at a time. Used by one thread.
final class BlockSequence {
    private int index = -1;
    private String open = "";
    private final List<ObjectNode> late = new ArrayList<>(0);

    /// Adds a delta to the open block, which is opened first where it is of another type.
    void delta(String type, String deltaType, String member, String text, List<byte[]> out) {
        if (!open.equals(type)) {
            open(type, block -> start(type, block), out);
        }
        delta(deltaType, member, text, out);
    }

    private static void start(String type, ObjectNode block) {
        if (type.equals("thinking")) {
            block.put("thinking", "").put("signature", "");
        } else {
            block.put("text", "");
        }
    }

    /// Opens a block of which nothing is known yet but its start.
    void open(String type, Consumer<ObjectNode> start, List<byte[]> out) {
        close(out);
        index++;
        open = type;
        ObjectNode event = MessageUnfolding.event("content_block_start").put("index", index);
        start.accept(event.putObject("content_block").put("type", type));
        out.add(WireJson.bytes(event));
    }

    /// Adds to the open block.
    void delta(String deltaType, String member, String text, List<byte[]> out) {
        ObjectNode event = MessageUnfolding.event("content_block_delta").put("index", index);
        event.putObject("delta").put("type", deltaType).put(member, text);
        out.add(WireJson.bytes(event));
    }

    /// Names a source of the text that is open; a block that is closed can no longer be told anything, so that what
    /// comes late stands in a block of its own at the end.
    void cite(ObjectNode citation, List<byte[]> out) {
        if (open.equals("text")) {
            cited(citation, out);
        } else {
            late.add(citation);
        }
    }

    private void cited(ObjectNode citation, List<byte[]> out) {
        ObjectNode event = MessageUnfolding.event("content_block_delta").put("index", index);
        event.putObject("delta").put("type", "citations_delta").set("citation", citation);
        out.add(WireJson.bytes(event));
    }

    /// No more blocks come.
    void end(List<byte[]> out) {
        if (!late.isEmpty()) {
            open("text", block -> start("text", block), out);
            late.forEach(citation -> cited(citation, out));
        }
        close(out);
    }

    /// Proves the reasoning that is open; a proof without any has nothing to prove but is sent back all the same.
    void sign(String signature, List<byte[]> out) {
        delta("thinking", "signature_delta", "signature", signature, out);
        close(out);
    }

    void close(List<byte[]> out) {
        if (!open.isEmpty()) {
            open = "";
            out.add(WireJson.bytes(MessageUnfolding.event("content_block_stop").put("index", index)));
        }
    }
}
