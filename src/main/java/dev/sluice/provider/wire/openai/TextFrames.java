package dev.sluice.provider.wire.openai;

import dev.sluice.dialect.openai.TextReader;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.util.List;

/// Reads a completion, whole or as a stream.
final class TextFrames implements FrameReader {
    private final TextReader reader;

    TextFrames(TextReader reader) {
        this.reader = reader;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        reader.accept(name, data, out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        reader.whole(json, out);
    }

    @Override
    public void end(List<ReplyEvent> out) {
        reader.end(out);
    }

    @Override
    public boolean answered() {
        return reader.answered();
    }

    @Override
    public boolean over() {
        return reader.over();
    }
}
