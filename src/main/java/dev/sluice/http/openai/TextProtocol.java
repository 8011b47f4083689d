package dev.sluice.http.openai;

import dev.sluice.dialect.openai.TextRequestReader;
import dev.sluice.dialect.openai.TextWriter;
import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.EventWriter;
import dev.sluice.http.FileParts;
import dev.sluice.http.Incoming;
import dev.sluice.http.Protocol;
import java.time.Clock;
import java.util.List;

/// OpenAI's completions.
public final class TextProtocol implements Protocol {
    private final FileParts files;
    private final Clock clock;

    public TextProtocol(FileParts files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public ChatRequest read(Incoming incoming) {
        ChatRequest request = TextRequestReader.read(Bodies.json(incoming), incoming.travelling());
        return files.inside(request, "messages", incoming.call().owner(), TextRequestReader::read);
    }

    @Override
    public byte[] whole(Call call, ChatRequest request, Dispatched begun) {
        return writer(request, begun).write(begun.reply());
    }

    @Override
    public EventWriter events(Call call, ChatRequest request, Dispatched begun) {
        TextWriter writer = writer(request, begun);
        return new ChunkEvents(call) {
            @Override
            void write(ReplyEvent event, List<byte[]> out) {
                writer.write(event, out);
            }

            @Override
            void end(List<byte[]> out) {
                writer.end(out);
            }
        };
    }

    private TextWriter writer(ChatRequest request, Dispatched begun) {
        return new TextWriter(request, begun.provider(), begun.model(), clock);
    }
}
