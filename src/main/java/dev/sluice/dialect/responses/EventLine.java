package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.List;

/// The events of one stream in the making, numbered as they come. Used by one thread.
final class EventLine {
    private final List<ResponseEvent> waiting = new ArrayList<>(4);
    private final boolean wanted;
    private long next;

    /// @param wanted whether anybody reads the events
    EventLine(boolean wanted) {
        this.wanted = wanted;
    }

    /// A new event of that type, to be filled and then [#add]ed.
    static ObjectNode of(String type) {
        return WireJson.object().put("type", type);
    }

    void add(ObjectNode event) {
        if (wanted) {
            event.put("sequence_number", next++);
            pass(event.path("type").asText(), WireJson.bytes(event));
        }
    }

    /// Takes an event that has its number.
    void pass(String name, byte[] json) {
        if (wanted) {
            waiting.add(new ResponseEvent(name, json));
        }
    }

    /// Goes on behind a number that an upstream gave.
    void behind(long number) {
        next = Math.max(next, number + 1);
    }

    void moveTo(List<ResponseEvent> out) {
        out.addAll(waiting);
        waiting.clear();
    }
}
