package dev.sluice.dispatch.emulation;

import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A reply that is here already.
final class Replay implements ReplyStream {
    private final Queue<ReplyEvent> events;

    Replay(List<ReplyEvent> events) {
        this.events = new ArrayDeque<>(events);
    }

    @Override
    public @Nullable ReplyEvent next() {
        return events.poll();
    }

    @Override
    public boolean ready() {
        return !events.isEmpty();
    }

    @Override
    public void close() {
        events.clear();
    }
}
