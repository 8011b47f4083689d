package dev.sluice.http;

import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.telemetry.RequestLog;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/// Pulls a reply and writes it as events, until the reply or the caller's connection ends.
final class ChatPump implements StreamingOutput {
    private static final int ENOUGH_FOR_ONE_WRITE = 8 * 1024;

    private final Call call;
    private final Dispatched begun;
    private final EventWriter writer;
    private final RequestLog log;

    ChatPump(Call call, Dispatched begun, EventWriter writer, RequestLog log) {
        this.call = call;
        this.begun = begun;
        this.writer = writer;
        this.log = log;
    }

    @Override
    public void write(OutputStream out) {
        String outcome = "bug";
        var sink = new LateSseSink(out);
        try (var reply = begun.reply()) {
            outcome = pump(reply, sink);
        } catch (IOException e) {
            // the caller has gone: closing the reply cancels the upstream, and there is nobody to tell
            outcome = "caller_gone";
        } finally {
            writer.over();
            log.write(call.trail(), 200, outcome);
        }
    }

    private String pump(ReplyStream reply, LateSseSink sink) throws IOException {
        try {
            copy(reply, sink);
            writer.end(sink);
            sink.flush();
            return "";
        } catch (RuntimeException e) {
            if (call.cancellation().why() == Serving.STOPPED) {
                writer.write(new ReplyEvent.Finished(0, "stop"), sink);
                writer.end(sink);
                sink.flush();
                return "stopped";
            }
            writer.failed(e, sink);
            sink.flush();
            return e instanceof RefusedException ? "upstream_failed" : "bug";
        }
    }

    private void copy(ReplyStream reply, LateSseSink sink) throws IOException {
        for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
            if (event instanceof ReplyEvent.Silence) {
                writer.silence(sink);
                continue;
            }
            writer.write(event, sink);
            if (!reply.ready() || sink.pending() > ENOUGH_FOR_ONE_WRITE) {
                sink.flush();
            }
        }
    }
}
