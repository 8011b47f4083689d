package dev.sluice.conversation;

import dev.sluice.exchange.Message;
import java.util.List;

/// What a caller said at once and what was answered.
///
/// @param messages without those of the system; the last one is the answer
record Turn(List<Message> messages) {
    Turn {
        messages = List.copyOf(messages);
    }
}
