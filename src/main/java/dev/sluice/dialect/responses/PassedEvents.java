package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.responses.EventScan.Found;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Events that an upstream of this dialect sent and that are passed on. Used by one thread.
final class PassedEvents {
    private final EventLine line;
    private final @Nullable String previous;
    private @Nullable ObjectNode response;
    private boolean ended;

    /// @param previous the response that the caller goes on from, of which the upstream does not know
    PassedEvents(EventLine line, @Nullable String previous) {
        this.line = line;
        this.previous = previous;
    }

    /// Passes one event on; [ResponseEventReader] has seen to it that it has a type and a number.
    void add(byte[] json) throws IOException {
        Found found = EventScan.of(json);
        String type = String.valueOf(found.type());
        line.behind(found.number());
        if (!found.carriesResponse()) {
            line.pass(type, json);
            return;
        }
        ObjectNode event = WireJson.object(json);
        if (event.path("response") instanceof ObjectNode carried) {
            response = carried;
            if (previous != null) {
                carried.put("previous_response_id", previous);
            }
        }
        ended |= EventScan.ends(type);
        line.pass(type, previous == null ? json : WireJson.bytes(event));
    }

    /// The response as far as it came; null where none did.
    @Nullable
    ObjectNode response() {
        return response;
    }

    /// Whether the response ended well.
    boolean ended() {
        return ended;
    }
}
