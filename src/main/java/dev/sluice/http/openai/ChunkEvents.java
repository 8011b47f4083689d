package dev.sluice.http.openai;

import dev.sluice.exchange.ReplyEvent;
import dev.sluice.http.Call;
import dev.sluice.http.EventWriter;
import dev.sluice.http.Failures;
import dev.sluice.http.LateSseSink;
import java.util.ArrayList;
import java.util.List;

/// Messages without names, and `[DONE]` at the end.
abstract class ChunkEvents implements EventWriter {
    private final Call call;
    private final List<byte[]> messages = new ArrayList<>(2);

    ChunkEvents(Call call) {
        this.call = call;
    }

    abstract void write(ReplyEvent event, List<byte[]> out);

    abstract void end(List<byte[]> out);

    @Override
    public final void write(ReplyEvent event, LateSseSink sink) {
        write(event, messages);
        send(sink);
    }

    @Override
    public final void end(LateSseSink sink) {
        end(messages);
        send(sink);
        sink.done();
    }

    @Override
    public final void failed(RuntimeException thrown, LateSseSink sink) {
        sink.data(Failures.event(call, thrown));
    }

    private void send(LateSseSink sink) {
        messages.forEach(sink::data);
        messages.clear();
    }
}
