package dev.sluice.http;

import dev.sluice.exchange.EventReply;
import dev.sluice.exchange.EventReply.Step;
import dev.sluice.exchange.RefusedException;
import java.io.IOException;
import java.io.OutputStream;

/// Passes events on as they come.
final class EventOutflow implements Outflow {
    private static final int ENOUGH_FOR_ONE_WRITE = 8 * 1024;

    private final Call call;
    private final EventReply reply;

    EventOutflow(Call call, EventReply reply) {
        this.call = call;
        this.reply = reply;
    }

    @Override
    public String write(OutputStream out) throws IOException {
        var sink = new LateSseSink(out);
        try {
            for (Step step = reply.next(); step != null; step = reply.next()) {
                take(step, sink);
                if (!reply.ready() || sink.pending() > ENOUGH_FOR_ONE_WRITE) {
                    sink.flush();
                }
            }
            sink.flush();
            return "";
        } catch (RuntimeException e) {
            sink.data(Failures.event(call, e));
            sink.flush();
            return e instanceof RefusedException ? "upstream_failed" : "bug";
        } finally {
            call.trail().spent(reply.usage());
        }
    }

    private static void take(Step step, LateSseSink sink) throws IOException {
        switch (step) {
            case Step.Message message when message.name().isEmpty() -> sink.data(message.json());
            case Step.Message message -> sink.event(message.name(), message.json());
            case Step.Done done -> sink.done();
            case Step.Silence silence -> sink.ping();
        }
    }

    @Override
    public void close() {
        reply.close();
    }
}
