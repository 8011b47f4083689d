package dev.sluice.provider.wire.openai;

import dev.sluice.dialect.openai.ChunkReader;
import dev.sluice.dialect.openai.CompletionReader;
import dev.sluice.dialect.openai.ThoughtChunks;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Reads a chat completion, whole or in chunks, with its reasoning where it belongs.
final class ChatFrames implements FrameReader {
    private final ChunkReader chunks;
    private final String provider;
    private final String model;
    private final Clock clock;
    private final ThoughtChunks thoughts;
    private final int choices;
    private final List<ReplyEvent> read = new ArrayList<>(2);

    /// @param choices how many answers were asked for
    ChatFrames(String provider, String model, int choices, Clock clock) {
        this.choices = choices;
        this.thoughts = new ThoughtChunks(provider, choices);
        this.chunks = new ChunkReader(provider, model, clock);
        this.provider = provider;
        this.model = model;
        this.clock = clock;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        sorted(() -> chunks.accept(name, data, read), out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        sorted(() -> read.add(CompletionReader.read(json, provider, model, clock)), out);
    }

    @Override
    public void end(List<ReplyEvent> out) {
        sorted(() -> chunks.end(read), out);
    }

    @Override
    public void cut(List<ReplyEvent> out) {
        sorted(() -> chunks.cut(read), out);
    }

    /// What came before a failure is told before it.
    private void sorted(Runnable reading, List<ReplyEvent> out) {
        read.clear();
        try {
            reading.run();
        } finally {
            read.forEach(event -> thoughts.take(event, out));
        }
    }

    @Override
    public boolean answered() {
        return chunks.answered(choices);
    }

    @Override
    public boolean over() {
        return chunks.over();
    }
}
