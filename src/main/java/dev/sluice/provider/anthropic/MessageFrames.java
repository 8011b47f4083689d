package dev.sluice.provider.anthropic;

import dev.sluice.dialect.anthropic.EventReader;
import dev.sluice.dialect.anthropic.MessageReader;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.util.List;

/// Reads a message, whole or as events.
final class MessageFrames implements FrameReader {
    private final EventReader events;
    private final String provider;

    MessageFrames(String provider) {
        this.events = new EventReader(provider);
        this.provider = provider;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        events.accept(name, data, out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        out.add(MessageReader.read(json, provider));
    }

    @Override
    public void end(List<ReplyEvent> out) {
        events.end(out);
    }

    @Override
    public void cut(List<ReplyEvent> out) {
        events.cut(out);
    }

    @Override
    public boolean answered() {
        return events.answered();
    }

    @Override
    public boolean over() {
        return events.over();
    }
}
