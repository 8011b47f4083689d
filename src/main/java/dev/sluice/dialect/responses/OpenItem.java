package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;

/// An item of the output that is still being written. Used by one thread.
abstract sealed class OpenItem permits OpenMessage, OpenReasoning, OpenCall {
    final EventLine line;
    final ObjectNode item;
    final int index;
    private final ArrayNode output;

    /// @param output the response's list, which the item joins when it is whole
    OpenItem(EventLine line, ArrayNode output, int index, String type, String prefix) {
        this.line = line;
        this.output = output;
        this.index = index;
        this.item = WireJson.object().put("id", ResponseId.made(prefix)).put("type", type);
    }

    /// Tells that the item begins.
    final void begin() {
        item.put("status", "in_progress");
        ObjectNode event = EventLine.of("response.output_item.added").put("output_index", index);
        event.set("item", item.deepCopy());
        line.add(event);
    }

    /// Tells that the item is whole.
    ///
    /// @param status completed, or incomplete where the answer was broken off in it
    final void end(String status) {
        close();
        item.put("status", status);
        ObjectNode event = EventLine.of("response.output_item.done").put("output_index", index);
        event.set("item", item.deepCopy());
        line.add(event);
        while (output.size() <= index) {
            output.addNull();
        }
        output.set(index, item);
    }

    /// Writes what is still open inside the item.
    abstract void close();

    /// An event about the inside of this item.
    final ObjectNode event(String type) {
        return EventLine.of(type).put("item_id", item.path("id").asText()).put("output_index", index);
    }
}
