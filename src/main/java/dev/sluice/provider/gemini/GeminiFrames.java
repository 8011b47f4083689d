package dev.sluice.provider.gemini;

import dev.sluice.dialect.gemini.ReplyReader;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.util.List;

/// Reads a reply of Gemini, whole or streamed.
final class GeminiFrames implements FrameReader {
    private final ReplyReader reader;

    GeminiFrames(ReplyReader reader) {
        this.reader = reader;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        reader.accept(data, out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        reader.accept(json, out);
        reader.end(out);
    }

    @Override
    public void end(List<ReplyEvent> out) {
        reader.end(out);
    }

    @Override
    public boolean over() {
        return reader.over();
    }
}
