package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.responses.ResponseEvent;
import dev.sluice.dialect.responses.ResponseWriter;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.http.Call;
import dev.sluice.http.EventWriter;
import dev.sluice.http.Failures;
import dev.sluice.http.LateSseSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A response as named events. It is kept before its last event is sent, so that a caller may go on from it at once.
final class ResponseStream implements EventWriter {
    private final Call call;
    private final OpenResponses open;
    private final ResponseWriter writer;
    private final Consumer<ObjectNode> keeping;
    private final List<ResponseEvent> events = new ArrayList<>(4);
    private @Nullable String id;
    private boolean kept;

    /// @param keeping keeps a response that has ended well
    ResponseStream(Call call, OpenResponses open, ResponseWriter writer, Consumer<ObjectNode> keeping) {
        this.call = call;
        this.open = open;
        this.writer = writer;
        this.keeping = keeping;
    }

    @Override
    public void write(ReplyEvent event, LateSseSink sink) {
        writer.write(event, events);
        announce();
        keep();
        send(sink);
    }

    private void announce() {
        ObjectNode begun = id == null ? writer.begun() : null;
        if (begun != null) {
            id = begun.path("id").asText();
            open.add(call.owner(), begun.deepCopy(), call.cancellation());
        }
    }

    private void keep() {
        ObjectNode settled = kept ? null : writer.settled();
        if (settled != null) {
            kept = true;
            keeping.accept(settled);
        }
    }

    @Override
    public void end(LateSseSink sink) {
        writer.end(events);
        keep();
        send(sink);
    }

    @Override
    public void failed(RuntimeException thrown, LateSseSink sink) {
        writer.failed(Failures.event(call, thrown), events);
        send(sink);
    }

    @Override
    public void over() {
        if (id != null) {
            open.remove(call.owner(), id);
        }
    }

    private void send(LateSseSink sink) {
        events.forEach(event -> sink.event(event.name(), event.json()));
        events.clear();
    }
}
