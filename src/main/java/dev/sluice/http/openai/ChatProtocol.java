package dev.sluice.http.openai;

import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.ChunkWriter;
import dev.sluice.dialect.openai.CompletionWriter;
import dev.sluice.dialect.openai.ConversationMark;
import dev.sluice.dialect.openai.LegacyCalls;
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
import org.jspecify.annotations.Nullable;

/// OpenAI's chat completions.
public final class ChatProtocol implements Protocol {
    private final FileParts files;
    private final Clock clock;

    public ChatProtocol(FileParts files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public ChatRequest read(Incoming incoming) {
        ChatRequest request = ChatRequestReader.read(Bodies.json(incoming), incoming.travelling());
        return files.inside(request, "messages", incoming.call().owner(), ChatRequestReader::read);
    }

    @Override
    public byte[] whole(Call call, ChatRequest request, Dispatched begun) {
        byte[] answer = new CompletionWriter(begun.provider(), begun.model(), clock).write(begun.reply());
        byte[] json = LegacyCalls.wanted(request) ? LegacyCalls.whole(answer) : answer;
        ConversationMark mark = mark(request);
        return mark == null ? json : mark.on(json);
    }

    @Override
    public EventWriter events(Call call, ChatRequest request, Dispatched begun) {
        var writer = new ChunkWriter(begun.model(), request.wantsUsage(), clock);
        boolean legacy = LegacyCalls.wanted(request);
        ConversationMark mark = mark(request);
        return new ChunkEvents(call) {
            @Override
            void write(ReplyEvent event, List<byte[]> out) {
                writer.write(event, out);
                shaped(out);
            }

            @Override
            void end(List<byte[]> out) {
                writer.end(out);
                shaped(out);
            }

            private void shaped(List<byte[]> out) {
                if (legacy) {
                    LegacyCalls.chunks(out);
                }
                if (mark != null) {
                    out.replaceAll(mark::atEnd);
                }
            }
        };
    }

    private static @Nullable ConversationMark mark(ChatRequest request) {
        return request.conversation() == null ? null : new ConversationMark(request.conversation());
    }
}
