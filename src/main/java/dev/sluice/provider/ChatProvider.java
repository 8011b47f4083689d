package dev.sluice.provider;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;

/// A provider that answers chats.
public interface ChatProvider extends Provider {

    /// Begins one reply: sends the request and waits for the upstream's status, not for its first event.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses or cannot be reached
    ReplyStream chat(ChatRequest request, String model, Attempt attempt);

    /// Whether requests of this dialect go to the upstream as they came. All others are told in neutral words.
    default boolean speaks(Dialect dialect) {
        return false;
    }

    /// Whether the upstream can be told the address of such a part; otherwise it is given the bytes. Asked only of
    /// requests that are told in neutral words.
    ///
    /// @param part an image, a sound or a file
    default boolean takesAddress(Part part) {
        return part instanceof Part.Image;
    }
}
