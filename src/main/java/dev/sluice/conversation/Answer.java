package dev.sluice.conversation;

import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the first choice of a reply says, gathered event by event. Used by one thread.
final class Answer {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final List<Part> proven = new ArrayList<>(0);
    private final Map<Integer, Call> calls = new TreeMap<>();

    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    void add(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.Text(int choice, String delta) when choice == 0 -> text.append(delta);
            case ReplyEvent.Thought(int choice, String delta) when choice == 0 -> thought.append(delta);
            case ReplyEvent.Refused(int choice, String delta) when choice == 0 -> refusal.append(delta);
            case ReplyEvent.Signed(int choice, String signature)
            when choice == 0 -> {
                proven.add(new Part.Thought(thought.toString(), signature));
                thought.setLength(0);
            }
            case ReplyEvent.SealedThought(int choice, String sealed)
            when choice == 0 -> proven.add(new Part.SealedThought(sealed));
            case ReplyEvent.ToolCall call when call.choice() == 0 -> called(call);
            default -> {}
        }
    }

    private void called(ReplyEvent.ToolCall piece) {
        Call call = calls.computeIfAbsent(piece.index(), index -> new Call());
        if (piece.id() != null) {
            call.id = piece.id();
        }
        if (piece.name() != null) {
            call.name = piece.name();
        }
        call.arguments.append(piece.arguments());
    }

    /// The answer as a message; empty where nothing was said. Reasoning that nobody proves is nobody's to send back.
    Optional<Message> message() {
        List<Part> parts = new ArrayList<>();
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text.toString()));
        }
        if (!refusal.isEmpty()) {
            parts.add(new Part.Refusal(refusal.toString()));
        }
        calls.values().forEach(call -> parts.add(new Part.ToolUse(call.id, call.name, call.arguments.toString())));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        parts.addAll(0, proven);
        return Optional.of(new Message(Role.ASSISTANT, parts, null));
    }
}
