package dev.sluice.conversation;

import dev.sluice.exchange.Message;
import java.util.ArrayList;
import java.util.List;

/// What is remembered under one name.
///
/// @param heading the messages of the system as the caller last gave them
/// @param turns oldest first
record Conversation(List<Message> heading, List<Turn> turns) {
    static final Conversation NEW = new Conversation(List.of(), List.of());

    Conversation {
        heading = List.copyOf(heading);
        turns = List.copyOf(turns);
    }

    /// Everything that was said, without the heading.
    List<Message> said() {
        List<Message> said = new ArrayList<>();
        turns.forEach(turn -> said.addAll(turn.messages()));
        return said;
    }
}
