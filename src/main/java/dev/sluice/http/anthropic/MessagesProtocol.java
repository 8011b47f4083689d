package dev.sluice.http.anthropic;

import dev.sluice.dialect.anthropic.MessageEventWriter;
import dev.sluice.dialect.anthropic.MessageWriter;
import dev.sluice.dialect.anthropic.MessagesReader;
import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.EventWriter;
import dev.sluice.http.Failures;
import dev.sluice.http.FileParts;
import dev.sluice.http.Incoming;
import dev.sluice.http.LateSseSink;
import dev.sluice.http.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Anthropic's messages.
public final class MessagesProtocol implements Protocol {
    private final FileParts files;

    public MessagesProtocol(FileParts files) {
        this.files = files;
    }

    @Override
    public ChatRequest read(Incoming incoming) {
        ChatRequest request = MessagesReader.read(Bodies.json(incoming), incoming.travelling());
        return files.inside(request, "messages", incoming.call().owner(), MessagesReader::read);
    }

    @Override
    public byte[] whole(Call call, ChatRequest request, Dispatched begun) {
        return MessageWriter.write(begun.reply(), begun.provider(), begun.model());
    }

    @Override
    public EventWriter events(Call call, ChatRequest request, Dispatched begun) {
        return new Events(call, new MessageEventWriter(begun.model()));
    }

    private static final class Events implements EventWriter {
        private final Call call;
        private final MessageEventWriter writer;
        private final List<byte[]> events = new ArrayList<>(2);

        Events(Call call, MessageEventWriter writer) {
            this.call = call;
            this.writer = writer;
        }

        @Override
        public void write(ReplyEvent event, LateSseSink sink) {
            writer.write(event, events);
            send(sink);
        }

        @Override
        public void end(LateSseSink sink) {
            writer.end(events);
            send(sink);
        }

        @Override
        public void failed(RuntimeException thrown, LateSseSink sink) {
            sink.event("error", Failures.event(call, thrown));
        }

        @Override
        public void silence(LateSseSink sink) throws IOException {
            sink.event("ping", MessageEventWriter.PING);
            sink.flush();
        }

        private void send(LateSseSink sink) {
            events.forEach(event -> sink.event(MessageEventWriter.name(event), event));
            events.clear();
        }
    }
}
