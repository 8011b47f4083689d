package dev.sluice.provider.wire;

import dev.sluice.exchange.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Reads a reply for a caller that speaks another dialect: what was read is taken apart into neutral events.
public final class DecodedFrames implements FrameReader {
    private final FrameReader frames;
    private final BiConsumer<ReplyEvent, List<ReplyEvent>> decoder;
    private final List<ReplyEvent> read = new ArrayList<>(2);

    /// @param decoder adds what an event of `frames` says
    public DecodedFrames(FrameReader frames, BiConsumer<ReplyEvent, List<ReplyEvent>> decoder) {
        this.frames = frames;
        this.decoder = decoder;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        decoded(() -> frames.accept(name, data, read), out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        decoded(() -> frames.whole(json, read), out);
    }

    @Override
    public void end(List<ReplyEvent> out) {
        decoded(() -> frames.end(read), out);
    }

    @Override
    public void cut(List<ReplyEvent> out) {
        decoded(() -> frames.cut(read), out);
    }

    /// What came before a failure is told before it.
    private void decoded(Runnable reading, List<ReplyEvent> out) {
        read.clear();
        try {
            reading.run();
        } finally {
            read.forEach(event -> decoder.accept(event, out));
        }
    }

    @Override
    public boolean answered() {
        return frames.answered();
    }

    @Override
    public boolean over() {
        return frames.over();
    }
}
