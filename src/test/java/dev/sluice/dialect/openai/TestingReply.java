package dev.sluice.dialect.openai;

import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reply whose events are known.
final class TestingReply implements ReplyStream {
    private final Iterator<ReplyEvent> events;

    TestingReply(List<ReplyEvent> events) {
        this.events = events.iterator();
    }

    @Override
    public @Nullable ReplyEvent next() {
        return events.hasNext() ? events.next() : null;
    }

    @Override
    public void close() {}
}
