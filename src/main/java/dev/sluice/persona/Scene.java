package dev.sluice.persona;

import dev.sluice.exchange.Message;
import java.util.ArrayList;
import java.util.List;

/// The messages that a model is given instead of the caller's: some of the caller's own, and some made here.
record Scene(List<Line> lines) {
    Scene {
        lines = List.copyOf(lines);
    }

    sealed interface Line {
        /// One of the caller's messages, by its place.
        record Kept(int at) implements Line {}

        record Made(Message message) implements Line {}
    }

    /// The caller's messages from one place on.
    static List<Line> kept(int from, int to) {
        List<Line> lines = new ArrayList<>();
        for (int at = from; at < to; at++) {
            lines.add(new Line.Kept(at));
        }
        return lines;
    }

    List<Message> of(List<Message> messages) {
        return lines.stream()
                .map(line -> switch (line) {
                    case Line.Kept(int at) -> messages.get(at);
                    case Line.Made(Message message) -> message;
                })
                .toList();
    }
}
