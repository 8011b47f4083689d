package dev.sluice.persona;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.persona.Scene.Line;
import java.util.ArrayList;
import java.util.List;

/// Turns what a caller wishes of a character into messages that any chat model understands.
final class Director {
    private static final String GO_ON =
            "Go on with your last message from exactly where it ends. Repeat none of it, and add"
                    + " nothing before the continuation.";

    private final Wish wish;
    private final Cast cast;

    Director(Wish wish, Cast cast) {
        this.wish = wish;
        this.cast = cast;
    }

    /// @throws RefusedException where the turns do not fit the wish
    Scene scene(List<Turn> turns) {
        if (wish.continued() && (turns.isEmpty() || turns.getLast().role() != Role.ASSISTANT)) {
            throw new RefusedException(Failure.invalid(
                    "continue_", "'continue_' needs a last message of the role assistant.", "invalid_value"));
        }
        List<Line> lines = new ArrayList<>(
                switch (wish.mode()) {
                    case INSTRUCT -> Scene.kept(0, turns.size());
                    case CHAT -> chat(turns);
                    case CHAT_INSTRUCT -> told(turns);
                });
        if (wish.continued() && wish.mode() != Mode.CHAT_INSTRUCT) {
            lines.add(new Line.Made(Message.of(Role.USER, GO_ON)));
        }
        return new Scene(lines);
    }

    /// One system message in front: strict templates know no second one.
    private List<Line> chat(List<Turn> turns) {
        int first = beginning(turns);
        List<Line> lines = new ArrayList<>();
        String system = cast.system(turns.subList(0, first));
        if (!system.isEmpty()) {
            lines.add(new Line.Made(Message.of(Role.SYSTEM, system)));
        }
        if (!cast.greeting().isEmpty()) {
            lines.add(new Line.Made(Message.of(Role.ASSISTANT, cast.greeting())));
        }
        lines.addAll(Scene.kept(first, turns.size()));
        return lines;
    }

    /// The dialogue so far becomes a text within one message; what tools answered since then stays behind it.
    private List<Line> told(List<Turn> turns) {
        int end = turns.size();
        while (end > 0 && !wish.continued() && turns.get(end - 1).role() != Role.USER) {
            end--;
        }
        List<Turn> told = end == 0 ? turns : turns.subList(0, end);
        if (told.stream().anyMatch(turn -> turn.role() == Role.USER && !turn.plain())) {
            throw new RefusedException(Failure.invalid(
                    "mode",
                    "'mode' chat-instruct makes one text of the dialogue, which sounds and files do not fit into; use"
                            + " the mode chat.",
                    "unsupported_value"));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text(cast.command(told, wish.continued())));
        told.forEach(turn -> parts.addAll(turn.images()));
        List<Line> lines = new ArrayList<>();
        lines.add(new Line.Made(new Message(Role.USER, parts, null)));
        lines.addAll(Scene.kept(end == 0 ? turns.size() : end, turns.size()));
        return lines;
    }

    static int beginning(List<Turn> turns) {
        int first = 0;
        while (first < turns.size()
                && turns.get(first).role() == Role.SYSTEM
                && turns.get(first).plain()) {
            first++;
        }
        return first;
    }
}
