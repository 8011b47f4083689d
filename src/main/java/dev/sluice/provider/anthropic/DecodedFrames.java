package dev.sluice.provider.anthropic;

import dev.sluice.dialect.anthropic.ReplyDecoder;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.util.ArrayList;
import java.util.List;

/// Reads a message for a caller that speaks another dialect.
final class DecodedFrames implements FrameReader {
    private final FrameReader frames;
    private final ReplyDecoder decoder;
    private final List<ReplyEvent> read = new ArrayList<>(2);

    DecodedFrames(FrameReader frames, ReplyDecoder decoder) {
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
            read.forEach(event -> decoder.decode(event, out));
        }
    }

    @Override
    public boolean over() {
        return frames.over();
    }
}
