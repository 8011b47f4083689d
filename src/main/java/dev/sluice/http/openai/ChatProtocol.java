package dev.sluice.http.openai;

import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.ChunkWriter;
import dev.sluice.dialect.openai.CompletionWriter;
import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.EventWriter;
import dev.sluice.http.Failures;
import dev.sluice.http.Incoming;
import dev.sluice.http.LateSseSink;
import dev.sluice.http.Protocol;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// OpenAI's chat completions.
public final class ChatProtocol implements Protocol {
    private final Clock clock;

    public ChatProtocol(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ChatRequest read(Incoming incoming) {
        return ChatRequestReader.read(Bodies.json(incoming), incoming.travelling());
    }

    @Override
    public byte[] whole(Call call, ChatRequest request, Dispatched begun) {
        return new CompletionWriter(begun.provider(), begun.model(), clock).write(begun.reply());
    }

    @Override
    public EventWriter events(Call call, ChatRequest request, Dispatched begun) {
        return new Chunks(call, new ChunkWriter(begun.model(), request.wantsUsage(), clock));
    }

    private static final class Chunks implements EventWriter {
        private final Call call;
        private final ChunkWriter writer;
        private final List<byte[]> messages = new ArrayList<>(2);

        Chunks(Call call, ChunkWriter writer) {
            this.call = call;
            this.writer = writer;
        }

        @Override
        public void write(ReplyEvent event, LateSseSink sink) {
            writer.write(event, messages);
            send(sink);
        }

        @Override
        public void end(LateSseSink sink) {
            writer.end(messages);
            send(sink);
            sink.done();
        }

        @Override
        public void failed(RuntimeException thrown, LateSseSink sink) {
            sink.data(Failures.event(call, thrown));
        }

        private void send(LateSseSink sink) {
            messages.forEach(sink::data);
            messages.clear();
        }
    }
}
