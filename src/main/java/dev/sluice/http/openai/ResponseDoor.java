package dev.sluice.http.openai;

import dev.sluice.conversation.ResponseStore;
import dev.sluice.http.ChatDoor;
import dev.sluice.http.FileParts;
import dev.sluice.http.Incoming;
import dev.sluice.http.Protocol;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens a chat's door for each request, with a turn of its own behind it. Thread-safe.
public final class ResponseDoor {
    private final Function<Protocol, ChatDoor> doors;
    private final ResponseStore store;
    private final OpenResponses open;
    private final FileParts files;
    private final Clock clock;

    public ResponseDoor(
            Function<Protocol, ChatDoor> doors, ResponseStore store, OpenResponses open, FileParts files, Clock clock) {
        this.files = files;
        this.doors = doors;
        this.store = store;
        this.open = open;
        this.clock = clock;
    }

    /// Returns at once; the answer is given by the thread that serves the call.
    ///
    /// @param provider the one that the path names; null for any
    void open(HttpServletRequest request, Incoming incoming, AsyncResponse answer, @Nullable String provider) {
        doors.apply(new ResponseTurn(store, open, files, clock)).open(request, incoming, answer, provider);
    }
}
