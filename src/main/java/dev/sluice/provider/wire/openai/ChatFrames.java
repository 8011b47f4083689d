package dev.sluice.provider.wire.openai;

import dev.sluice.dialect.openai.ChunkReader;
import dev.sluice.dialect.openai.CompletionReader;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.time.Clock;
import java.util.List;

/// Reads a chat completion, whole or in chunks.
final class ChatFrames implements FrameReader {
    private final ChunkReader chunks;
    private final String provider;
    private final String model;
    private final Clock clock;

    ChatFrames(String provider, String model, Clock clock) {
        this.chunks = new ChunkReader(provider, model, clock);
        this.provider = provider;
        this.model = model;
        this.clock = clock;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        chunks.accept(name, data, out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        out.add(CompletionReader.read(json, provider, model, clock));
    }

    @Override
    public void end(List<ReplyEvent> out) {
        chunks.end(out);
    }

    @Override
    public boolean over() {
        return chunks.over();
    }
}
