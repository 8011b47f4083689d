package dev.sluice.provider.ollama;

import dev.sluice.dialect.ollama.ReplyReader;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.util.List;

/// Reads a reply of Ollama, whole or line by line.
final class OllamaFrames implements FrameReader {
    private final ReplyReader reader;
    private final boolean streamed;

    OllamaFrames(ReplyReader reader, boolean streamed) {
        this.reader = reader;
        this.streamed = streamed;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        reader.accept(data, out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        reader.accept(json, out);
        reader.end();
    }

    @Override
    public void end(List<ReplyEvent> out) {
        reader.end();
    }

    @Override
    public boolean over() {
        return reader.over();
    }

    @Override
    public boolean byLines() {
        return streamed;
    }
}
