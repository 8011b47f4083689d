package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// An upstream's answer: status and headers are here, the body is read as it comes.
public final class UpstreamReply implements AutoCloseable {
    private final ReplyHead head;
    private final boolean reusable;
    private final Connection connection;
    private final InFlight flight;
    private final Consumer<Connection> giveBack;
    private final UpstreamBody body;
    private final AtomicBoolean closed = new AtomicBoolean();

    UpstreamReply(
            ReplyHead head,
            Framing framing,
            Connection connection,
            int timeoutMillis,
            InFlight flight,
            Consumer<Connection> giveBack) {
        this.head = head;
        this.reusable = framing.reusable();
        this.connection = connection;
        this.flight = flight;
        this.giveBack = giveBack;
        body = new UpstreamBody(framing.source(), connection, timeoutMillis, this::close);
    }

    public int status() {
        return head.status();
    }

    /// The first value of a header, whatever the case of its name.
    public Optional<String> header(String name) {
        return head.all(name).stream().findFirst();
    }

    /// All headers as they came, in order, names in lower case.
    public Map<String, List<String>> headers() {
        return head.asMap();
    }

    public UpstreamBody body() {
        return body;
    }

    /// Gives the connection back when the body was read to its end, else closes it at once. Any thread may call it; a
    /// read that waits in another ends with an exception. Closing twice does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (!body.seal()) {
            flight.end(Reason.CANCELLED);
            flight.release();
        } else if (flight.release()) {
            if (reusable && connection.buffered() == 0) {
                giveBack.accept(connection);
            } else {
                connection.close();
            }
        }
    }
}
