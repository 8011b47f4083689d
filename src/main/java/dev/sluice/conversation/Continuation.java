package dev.sluice.conversation;

import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Role;
import java.util.ArrayList;
import java.util.List;

/// How a caller's messages go on from what is remembered.
///
/// A caller may send what is new alone, the whole history again, or its end; nothing is said twice. One that sends
/// answers which were never given here (edited, or given elsewhere) knows better: its history replaces ours.
///
/// @param heading the messages of the system, the caller's where it gives any
/// @param earlier what is remembered and not sent again
/// @param own the caller's, without those of the system
/// @param fresh how many of `own`, at their end, are new
/// @param replaces whether what is remembered is to be forgotten
record Continuation(List<Message> heading, List<Message> earlier, List<Message> own, int fresh, boolean replaces) {

    static Continuation of(Conversation known, List<Message> given) {
        List<Message> heading = given.stream().filter(Continuation::ofSystem).toList();
        List<Message> own = given.stream().filter(message -> !ofSystem(message)).toList();
        List<Message> shown = heading.isEmpty() ? known.heading() : heading;
        List<Message> said = known.said();
        int repeated = repeated(said, own);
        if (repeated > 0) {
            return new Continuation(shown, said.subList(0, said.size() - repeated), own, own.size() - repeated, false);
        }
        boolean answered = own.stream().anyMatch(message -> message.role() == Role.ASSISTANT);
        return answered
                ? new Continuation(shown, List.of(), own, own.size(), true)
                : new Continuation(shown, said, own, own.size(), false);
    }

    /// Everything that the model is to be told.
    List<Message> all() {
        List<Message> all = new ArrayList<>(heading);
        all.addAll(earlier);
        all.addAll(own);
        return all;
    }

    /// What this turn adds, before its answer.
    List<Message> added() {
        return own.subList(own.size() - fresh, own.size());
    }

    /// How many messages at the end of what was said stand at the beginning of the caller's, too.
    private static int repeated(List<Message> said, List<Message> own) {
        for (int length = Math.min(said.size(), own.size()); length > 0; length--) {
            if (alike(said.subList(said.size() - length, said.size()), own.subList(0, length))) {
                return length;
            }
        }
        return 0;
    }

    private static boolean alike(List<Message> some, List<Message> others) {
        for (int i = 0; i < some.size(); i++) {
            if (!alike(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean alike(Message one, Message other) {
        return one.role() == other.role() && essence(one).equals(essence(other));
    }

    /// What a client gives back of a message whatever it does with it: it may trim texts and drop reasoning.
    private static List<Object> essence(Message message) {
        List<Object> essence = new ArrayList<>();
        for (Part part : message.parts()) {
            switch (part) {
                case Part.Text text -> {}
                case Part.Thought thought -> {}
                case Part.SealedThought sealed -> {}
                case Part.ToolUse use -> essence.add(use.id());
                default -> essence.add(part);
            }
        }
        essence.add(message.text().strip());
        return essence;
    }

    private static boolean ofSystem(Message message) {
        return message.role() == Role.SYSTEM;
    }
}
