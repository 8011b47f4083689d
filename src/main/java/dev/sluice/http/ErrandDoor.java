package dev.sluice.http;

import dev.sluice.exchange.ByteReply;
import dev.sluice.exchange.EventReply;
import dev.sluice.exchange.FormRequest;
import dev.sluice.http.container.ConnectionWatch;
import dev.sluice.media.Spool;
import dev.sluice.telemetry.RequestLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.file.Path;

/// Serves requests that are no chats: each is read, done and answered by a virtual thread of its own,
/// and is cancelled when its caller goes away.
public final class ErrandDoor {
    private final Serving serving;
    private final ConnectionWatch watch;
    private final RequestLog log;
    private final Path uploads;

    /// @param uploads the folder that large uploads lie in while their request lasts
    public ErrandDoor(Serving serving, ConnectionWatch watch, RequestLog log, Path uploads) {
        this.serving = serving;
        this.watch = watch;
        this.log = log;
        this.uploads = uploads;
    }

    /// Reads and checks what a caller asks for.
    @FunctionalInterface
    public interface Reading {
        /// @throws dev.sluice.exchange.RefusedException where the request breaks a rule
        Work read(Incoming incoming);
    }

    /// What a request that has been read is to become.
    @FunctionalInterface
    public interface Work extends AutoCloseable {
        /// @throws dev.sluice.exchange.RefusedException where there is no answer
        Response answer(Call call);

        /// Lets go of what was kept for the answer; called once it is known.
        @Override
        default void close() {}
    }

    /// Checks a form that a caller sends.
    @FunctionalInterface
    public interface FormReading {
        /// @throws dev.sluice.exchange.RefusedException where the form breaks a rule
        Work read(Call call, FormRequest form);
    }

    /// The reading of a request that comes as a form; its files are gone when it is answered.
    public Reading form(FormReading reading) {
        return incoming -> {
            var spool = new Spool(uploads);
            try {
                Work work = reading.read(incoming.call(), FormReader.read(incoming, spool));
                return new Spooled(work, spool);
            } catch (RuntimeException | Error e) {
                spool.close();
                throw e;
            }
        };
    }

    private record Spooled(Work work, Spool spool) implements Work {
        @Override
        public Response answer(Call call) {
            return work.answer(call);
        }

        @Override
        public void close() {
            spool.close();
        }
    }

    /// Returns at once; the answer is given by the thread that serves the call.
    public void open(HttpServletRequest request, InputStream body, AsyncResponse answer, Reading reading) {
        Incoming incoming = Incoming.of(request, body);
        ConnectionWatch.Watchable connection =
                watch.connection(request.getAsyncContext().getRequest());
        incoming.call().brokenOffBy(connection::breakOff);
        serving.serve(incoming.call(), request, () -> answer.resume(answered(incoming, reading, connection)));
    }

    /// The watch begins when the request has been read and ends before the answer begins: outside of that the
    /// connection is the container's alone.
    private static Response answered(Incoming incoming, Reading reading, ConnectionWatch.Watchable connection) {
        Call call = incoming.call();
        try (Work work = reading.read(incoming);
                var watched = connection.watch(call.cancellation()::cancel)) {
            return work.answer(call);
        } catch (RuntimeException e) {
            return Failures.answer(call, e);
        }
    }

    /// A whole answer of JSON.
    public Response json(Call call, byte[] json) {
        return bytes(call, json, MediaType.APPLICATION_JSON);
    }

    /// A whole answer.
    public Response bytes(Call call, byte[] bytes, String type) {
        return TrailHeaders.on(Response.ok(bytes, type), call.trail())
                .header("Content-Length", bytes.length)
                .build();
    }

    /// An answer of events.
    public Response events(Call call, EventReply events) {
        return streamed(call, new EventOutflow(call, events), "text/event-stream; charset=utf-8")
                .build();
    }

    /// An answer of bytes that come little by little.
    public Response stream(Call call, ByteReply bytes) {
        var answer = streamed(call, new ByteOutflow(bytes), bytes.contentType());
        bytes.length().ifPresent(length -> answer.header("Content-Length", length));
        return answer.build();
    }

    private Response.ResponseBuilder streamed(Call call, Outflow outflow, String type) {
        call.logLater();
        return TrailHeaders.on(Response.ok(new Pump(call, outflow, log), type), call.trail())
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
    }
}
