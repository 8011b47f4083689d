package dev.sluice.http;

import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.ChatRequest;

/// How callers of one dialect ask for chats and are answered. Without state, so that all requests share it, or made for
/// one request.
public interface Protocol {

    /// Reads and checks what a caller asks for.
    ///
    /// @throws dev.sluice.exchange.RefusedException where it breaks a rule
    ChatRequest read(Incoming incoming);

    /// Pulls a reply to its end and writes it as one JSON object; closing it is the door's.
    ///
    /// @throws dev.sluice.exchange.RefusedException where the reply cannot go on
    byte[] whole(Call call, ChatRequest request, Dispatched begun);

    /// What writes a reply as a stream of events.
    EventWriter events(Call call, ChatRequest request, Dispatched begun);
}
