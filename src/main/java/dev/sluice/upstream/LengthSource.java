package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;

/// A body of a known length.
final class LengthSource implements BodySource {
    private final Connection connection;
    private final long expected;
    private long remaining;

    LengthSource(Connection connection, long length) {
        this.connection = connection;
        expected = length;
        remaining = length;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        var wanted = (int) Math.min(length, remaining);
        var read = connection.buffered() > 0
                ? connection.take(into, offset, wanted)
                : connection.read(into, offset, wanted);
        if (read < 0) {
            throw new UpstreamException(Reason.CLOSED_EARLY, "the upstream closed the connection inside its answer");
        }
        remaining -= read;
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(connection.buffered(), remaining);
    }

    @Override
    public boolean finish() {
        var here = available();
        connection.skip(here);
        remaining -= here;
        return remaining == 0;
    }

    @Override
    public long expected() {
        return expected;
    }
}
